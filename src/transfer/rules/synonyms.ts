import { CONTACT_FIELDS as C } from '../../records/index.ts';
import type { Target } from '../schema.ts';
import { headerKey } from './header-key.ts';

const words = (list: string): string[] => list.split(',').map(headerKey);

/** What other programs call the fields of a contact, in the languages their exports come in. */
const CONTACT_SYNONYMS: readonly (readonly [number, string])[] = [
  [
    C.firstName,
    'first name,first,given name,forename,fname,firstname,christian name,vorname,prénom,nombre,nome,imię,voornaam,förnamn,fornavn,jméno,имя,名',
  ],
  [
    C.lastName,
    'last name,last,surname,family name,lname,lastname,nachname,familienname,nom,nom de famille,apellido,apellidos,cognome,sobrenome,nazwisko,achternaam,efternamn,etternavn,příjmení,фамилия,姓',
  ],
  [
    C.email,
    'email,e-mail,mail,email address,e-mail address,primary email,email 1,e-mail 1 - value,email (primary),work email,contact email,customer email,subscriber,e-mail-adresse,emailadresse,mailadresse,adresse e-mail,adresse mail,courriel,correo,correo electrónico,indirizzo email,posta elettronica,adres e-mail,endereço de e-mail,e-postadress,epost,электронная почта,メール,メールアドレス',
  ],
  [
    C.smsNumber,
    'sms,sms number,mobile,mobile phone,mobile number,cell,cell phone,cellphone,handy,handynummer,mobil,mobiltelefon,portable,téléphone portable,móvil,celular,cellulare,mobiel,komórka',
  ],
  [
    C.officePhone,
    'phone,phone number,telephone,tel,office phone,work phone,business phone,primary phone,phone 1 - value,telefon,telefonnummer,téléphone,telephone fixe,teléfono,telefono,telefone,telefoon,電話番号,телефон',
  ],
  [C.title, 'title,job title,position,role,berufsbezeichnung,funktion,fonction,poste,cargo,puesto,ruolo,functie,stanowisko'],
  [
    C.birthday,
    'birthday,birth date,birthdate,date of birth,dob,geburtstag,geburtsdatum,date de naissance,anniversaire,fecha de nacimiento,cumpleaños,data di nascita,data de nascimento,geboortedatum,data urodzenia',
  ],
  [
    C.address,
    'address,street,street address,address 1,address line 1,address1,street 1,mailing street,billing address,straße,adresse,anschrift,rue,dirección,calle,indirizzo,via,endereço,rua,adres,straat,ulica',
  ],
  [C.address2, 'address 2,address line 2,address2,street 2,apartment,suite,unit,adresszusatz,complément,complément d’adresse'],
  [C.city, 'city,town,locality,mailing city,ort,stadt,ville,ciudad,città,cidade,stad,plaats,woonplaats,miasto,město,город,市区町村'],
  [C.state, 'state,province,region,county,state/province,mailing state,bundesland,département,provincia,estado,provincie,województwo'],
  [
    C.zip,
    'zip,zip code,zipcode,postal code,postcode,post code,mailing zip/postal code,plz,postleitzahl,code postal,código postal,cap,cep,kod pocztowy,psč,индекс,郵便番号',
  ],
  [C.country, 'country,country/region,mailing country,nation,land,pays,país,paese,kraj,země,страна,国'],
  [C.website, 'website,web site,url,web,homepage,site,webseite,site web,sitio web,sito web,strona'],
  [C.timeZone, 'time zone,timezone,tz,zeitzone'],
  [
    C.homePhone,
    'home phone,home phone number,phone (home),home tel,private phone,telefon privat,privattelefon,téléphone domicile,teléfono particular,telefono casa',
  ],
  [C.fax, 'fax,fax number,business fax,telefax,faxnummer,télécopie'],
  [C.facebook, 'facebook,facebook link,facebook url,facebook profile,facebook page'],
  [C.twitter, 'twitter,twitter link,twitter url,twitter profile,x profile'],
  [C.instagram, 'instagram,instagram link,instagram url,instagram profile'],
  [C.linkedin, 'linkedin,linkedin link,linkedin url,linkedin profile,linked in'],
  [C.firstCampaign, 'utm campaign,first utm campaign,first campaign'],
  [C.firstCampaign + 1, 'utm source,first utm source,first source'],
  [C.firstCampaign + 2, 'utm medium,first utm medium,first medium'],
  [C.firstCampaign + 3, 'utm content,first utm content,first content'],
  [C.firstCampaign + 4, 'utm term,first utm term,first term'],
  [C.lastCampaign, 'last utm campaign,latest utm campaign,last campaign'],
  [C.lastCampaign + 1, 'last utm source,latest utm source,last source'],
  [C.lastCampaign + 2, 'last utm medium,latest utm medium,last medium'],
  [C.lastCampaign + 3, 'last utm content,latest utm content,last content'],
  [C.lastCampaign + 4, 'last utm term,latest utm term,last term'],
  [C.referringPage, 'referring page,referral page,referrer url,referring url,first referring site'],
  [C.ipAddress, 'ip,ip address,ip addr,signup ip,opt-in ip,optin ip,ip-adresse'],
  [C.leadSource, 'lead source,source,original source,acquisition source,herkunft,quelle,origine,origen'],
];

const FIELD_OF = new Map(CONTACT_SYNONYMS.flatMap(([field, list]) => words(list).map((word) => [word, field] as const)));

/** Which field of a contact a header means, when it is a known word for one. */
export const contactFieldNamed = (header: string): number | undefined => FIELD_OF.get(headerKey(header));

const PERMISSION: readonly (readonly [Target, string])[] = [
  [
    { to: 'permission', channel: 'email', says: 'opted-out' },
    'opt out,opted out,optout,email opt out,email opted out,has opted out of email,hasoptedoutofemail,unsubscribed,unsubscribe,unsubscribed from all email,unsub time,unsubscribe date,unsubscribed at,opt-out date,optout time,do not email,no email,do not mail,dnc,email blacklist,blacklisted,blocklisted,suppressed,abgemeldet,abmeldung,désabonné,désinscrit,dado de baja,disiscritto,uitgeschreven,wypisany',
  ],
  [
    { to: 'permission', channel: 'email', says: 'opted-in' },
    'opt in,opted in,optin,email opt in,subscribed,is subscribed,accepts marketing,accepts email marketing,accepts marketing email,email marketing consent,marketing consent,newsletter,email permission,gdpr consent,abonné,suscrito,iscritto',
  ],
  [
    { to: 'permission', channel: 'email', says: 'status' },
    'email status,subscription status,subscriber status,subscription,bulk email status,email marketing status,opt-in status,status,member status,marketing status',
  ],
  [
    { to: 'permission', channel: 'sms', says: 'opted-out' },
    'sms opt out,sms opted out,do not text,text opt out,sms unsubscribed,sms blacklist',
  ],
  [{ to: 'permission', channel: 'sms', says: 'opted-in' }, 'sms opt in,accepts sms marketing,sms consent,sms marketing consent'],
  [{ to: 'permission', channel: 'sms', says: 'status' }, 'sms status,bulk sms status,sms subscription status'],
];

const PERMISSION_OF = new Map(PERMISSION.flatMap(([target, list]) => words(list).map((word) => [word, target] as const)));

/** Which statement about permission a header makes, when it makes one. */
export const permissionNamed = (header: string): Target | undefined => PERMISSION_OF.get(headerKey(header));

const TAGS = new Set(
  words('tags,tag,labels,label,contact tags,tag names,groups,lists,list,segments,schlagworte,étiquettes,etiquetas,etichette'),
);

export const meansTags = (header: string): boolean => TAGS.has(headerKey(header));

const COMPANY_WORDS = new Set(
  words(
    'company,company name,companies,organization,organisation,organization name,organisation name,business,business name,employer,account name,firma,unternehmen,firmenname,société,entreprise,empresa,azienda,bedrijf,företag',
  ),
);

/** Whether a column names the company that a person works for, or a deal is with. */
export const meansCompany = (header: string): boolean => COMPANY_WORDS.has(headerKey(header));

const NOTES = new Set(words('note,notes,comment,comments,remarks,notizen,notiz,anmerkungen,bemerkungen,remarques,notas,comentarios'));

/** Whether a column holds what becomes a note. */
export const meansNote = (header: string): boolean => NOTES.has(headerKey(header));

const OWNERS = new Set(
  words(
    'owner,owner name,owner email,record owner,contact owner,company owner,deal owner,lead owner,account owner,assigned to,assigned user',
  ),
);

/** Whether a column names the user whose record it is. */
export const meansOwner = (header: string): boolean => OWNERS.has(headerKey(header));
