/** Files in the shapes in which other products export, with people of our own invention. */
const csv = (header: string, ...rows: string[]): string => [header, ...rows, ''].join('\n');

export const HUBSPOT_COMPANIES = csv(
  'Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Annual Revenue,Number of Employees,Website URL,Territory',
  '901,Harbour Bakery,Robin Person,2023-01-05 10:11,+353 21 123 4567,,Cork,Ireland,Food,"1,250,000",34,https://harbour-bakery.example,South',
  '902,Northern Sails,Robin Person,2023-02-06 09:00,,,Galway,Ireland,Boats,,7,northern-sails.example,West',
);

export const HUBSPOT_CONTACTS = csv(
  'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lifecycle Stage,Lead Status,Create Date,Associated Company,Associated Company IDs,Unsubscribed from all email,Marketing contact status,Favourite boat',
  '501,Anna,Meyer,anna@harbour-bakery.example,+353 21 765 4321,Robin Person,Customer,Open,2023-03-01 08:00,Harbour Bakery,901,,Marketing contact,Dinghy',
  '502,Ben,Okafor,ben@northern-sails.example,,Robin Person,Lead,New,2023-03-02 08:00,Northern Sails;Harbour Bakery,902;901,true,Marketing contact,',
  '503,Cleo,Byrne,cleo@example.com,,,Lead,New,2023-03-03 08:00,Quay Cafe,,,Non-marketing contact,Ketch',
);

export const HUBSPOT_DEALS = csv(
  'Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Contact,Associated Contact IDs,Associated Company,Associated Company IDs,Pipeline',
  '701,Bread for a year,Contract sent,2024-06-30 00:00,Robin Person,12500.50,Anna Meyer (anna@harbour-bakery.example),501,Harbour Bakery,901,Sales Pipeline',
  '702,A new mainsail,Appointment scheduled,2024-07-31 00:00,Robin Person,990,Ben Okafor (ben@northern-sails.example),502,Northern Sails,902,Sales Pipeline',
);

export const ONTRAPORT_CONTACTS = csv(
  'Contact ID,First Name,Last Name,Email,SMS Number,Office Phone,Company,Address,City,State,Zip Code,Country,Birthday,Date Added,Lead Source,Sales Stage,Priority,Contact Tags,Bulk Email Status,Bulk SMS Status,IP Address,Shoe size',
  '11,Dora,Novak,dora@example.com,+353871234567,,Quay Cafe,1 Quay,Cork,,T12,IE,1980-02-03,2022-01-01,Fair,Lead,High,*/*Buyer*/*Newsletter*/*,Single Opt-in,Single Opt-in,192.0.2.7,38',
  '12,Emil,Okoye,emil@example.com,,,,,,,,,,2022-01-02,Web,Hot prospect,,*/*Newsletter*/*,Transactional Only,,,42',
  '13,Fay,Brown,fay@example.com,,,,,,,,,,2022-01-03,Web,Lead,,,Hard Bounce,,,40',
);

export const HIGHLEVEL_CONTACTS = csv(
  'Contact Id,First Name,Last Name,Business Name,Phone,Email,Created,Last Activity,Tags,Additional Emails,DND,Dog’s name',
  'hl0aQ1,Gus,Hale,Quay Cafe,+353871112222,gus@example.com,2023-05-01T10:00:00+01:00,2024-01-01T10:00:00+01:00,"regular, dogs",,false,Rex',
  'hl0aQ2,Hal,Reed,,,hal@example.com,2023-05-02T10:00:00+01:00,,dogs,,true,Bo',
);

const MAILCHIMP_HEADER =
  'Email Address,First Name,Last Name,Address,Phone Number,Birthday,Favourite cake,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION';

/** One file for each standing, as the archive of an audience holds them. */
export const MAILCHIMP_AUDIENCE: Readonly<Record<string, string>> = {
  'subscribed_email_audience_export_1a2b.csv': csv(
    `${MAILCHIMP_HEADER},LAST_CHANGED,LEID,EUID,NOTES,TAGS`,
    'ida@example.com,Ida,Lund,,,05/12,Plum,4,2021-04-01 09:30:00,192.0.2.9,2021-04-01 09:31:00,192.0.2.9,,,,,Europe/Dublin,IE,,2022-01-01 00:00:00,101,e101,,"""Regulars"",""Plum, with cream"""',
  ),
  'unsubscribed_email_audience_export_1a2b.csv': csv(
    `${MAILCHIMP_HEADER},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS`,
    'jon@example.com,Jon,Dale,,,,,2,2021-04-02 09:30:00,192.0.2.10,,,,,,,,,,2022-02-02 10:00:00,Spring letter,c1,NORMAL,,102,e102,,',
  ),
  'cleaned_email_audience_export_1a2b.csv': csv(
    `${MAILCHIMP_HEADER},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,TAGS`,
    'kim@example.com,Kim,Foss,,,,,1,2021-04-03 09:30:00,192.0.2.11,,,,,,,,,,2022-03-03 10:00:00,Spring letter,c1,103,e103,,',
  ),
};

export const ACTIVECAMPAIGN_CONTACTS = csv(
  'Subscriber ID,Email,First Name,Last Name,Phone,Account Name,Lists,Tags,Status,Date Subscribed,Date Unsubscribed,IP,Cake club',
  '21,lea@example.com,Lea,Voss,,Quay Cafe,Newsletter,"Buyer,VIP",Active,2022-05-05 08:00:00,,192.0.2.20,yes',
  '22,max@example.com,Max,Ryan,,,Newsletter,,Unsubscribed,2022-05-05 08:00:00,2023-01-01 08:00:00,,no',
  '23,nia@example.com,Nia,Wolf,,,Newsletter,,Bounced,2022-05-05 08:00:00,,,no',
  '24,ole@example.com,Ole,Berg,,,Newsletter,,Unconfirmed,,,,no',
);

export const GOOGLE_CONTACTS = csv(
  'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Country,Address 1 - Street,Address 1 - City,Website 1 - Label,Website 1 - Value',
  'Pia,,Quinn,,,,,,,,Quay Cafe,Owner,,1979-04-05,Met at the fair,,* myContacts ::: Suppliers,* Work,pia@example.com ::: pia@home.example,Mobile,+353 87 555 1212,Work,Ireland,2 Quay,Cork,,quay-cafe.example',
  'Rio,,Stone,,,,,,,,,,, --04-05,,,* myContacts,Home,rio@example.com,,,,,,,,',
);

export const GOOGLE_CONTACTS_OLD = csv(
  'Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name',
  'Sam Tully,Sam,,Tully,,,,,,,,,,,1985-06-07,,,,,,,,,,,,,,* myContacts ::: Friends,* Home,sam@example.com,Mobile,+353 87 555 3434,,Quay Cafe',
);
