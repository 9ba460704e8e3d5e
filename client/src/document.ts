// Written by `npm run api` from the OpenAPI document. Change the server, not this file.
/** A refusal: what happened, where, and what to do. */ 
export type Problem = { /** `urn:quayside:problem:` and the code. */ type: string; /** One sentence for people. */ title: string; status: number; /** Stays as it is; match on it. */ code: "account_not_found" | "accounts_closed" | "address_taken" | "address_too_long" | "already_a_user" | "already_decided" | "already_exists" | "already_running" | "already_signed_up" | "already_undone" | "answer_refused" | "answered_meanwhile" | "answers_wrong" | "api_key_expired" | "api_key_invalid" | "api_key_revoked" | "app_asks_wrongly" | "app_unknown" | "app_without_secret" | "archive_damaged" | "backup_damaged" | "backup_differs" | "backup_folder_unwritable" | "backup_torn" | "backups_off" | "bad_conditions" | "bad_request" | "bad_signature" | "body_too_large" | "broadcast_over" | "broadcast_unsendable" | "broken_off" | "busy" | "cannot_be_done" | "cannot_connect" | "cannot_repeat" | "cannot_send" | "changed_meanwhile" | "clock_backwards" | "clock_not_movable" | "clock_too_far" | "consent_not_possible" | "contact_in_bin" | "cross_site" | "cursor_wrong" | "damaged_workbook" | "data_folder_unwritable" | "database_not_empty" | "database_of_other_series" | "database_too_old" | "database_unavailable" | "deleted" | "direct_not_allowed" | "disk_full" | "domain_exists" | "domain_not_found" | "draft_begun" | "due_required" | "email_not_verified" | "empty_file" | "encrypted_workbook" | "event_without_subject" | "expiry_passed" | "field_hidden" | "field_in_use" | "file_gone" | "file_incomplete" | "file_not_found" | "file_not_readable" | "file_not_writable" | "file_too_large" | "file_unwritable" | "folder_not_found" | "form_incomplete" | "free_mail_address" | "free_mail_domain" | "group_in_use" | "has_begun" | "holds_itself" | "host_key_changed" | "html_too_deep" | "idempotency_key_in_use" | "idempotency_key_invalid" | "idempotency_key_on_upload" | "idempotency_key_reused" | "idempotent_answer_lost" | "if_match_invalid" | "if_match_not_heeded" | "import_failed" | "import_started" | "invalid_character" | "invalid_input" | "invalid_mapping" | "invalid_settings" | "invalid_value" | "key_in_browser" | "key_waiting" | "label_taken" | "last_owner" | "last_section" | "last_tab" | "layout_outdated" | "leads_nowhere" | "link_expired" | "link_invalid" | "login_refused" | "mail_port_busy" | "mail_port_failed" | "mail_port_forbidden" | "mail_server_inside" | "mail_server_refused" | "mailbox_not_found" | "mailbox_unreachable" | "malformed_address" | "malformed_json" | "map_cannot_run" | "mention_unseen" | "merged_again" | "message_changed" | "message_in_blocks" | "message_like_spam" | "message_not_published" | "message_of_other_object" | "message_unpublishable" | "message_unreadable" | "message_unscored" | "migration_changed" | "migration_out_of_order" | "name_incomplete" | "name_taken" | "needed_channel" | "never_published" | "newer_archive" | "newer_backup" | "newer_database" | "no_account" | "no_address" | "no_backup_before_migration" | "no_choice_open" | "no_domain" | "no_file" | "no_header_row" | "no_link" | "no_mail_server" | "no_room_for_check" | "no_rows" | "no_split" | "no_ssh_key" | "no_such_action" | "no_such_file" | "no_such_folder" | "no_such_host" | "no_such_inbox" | "no_such_role" | "no_such_sheet" | "no_such_step" | "no_such_template" | "no_such_user" | "no_variant" | "nobody_reached" | "not_a_backup" | "not_a_message" | "not_a_workbook" | "not_acceptable" | "not_allowed" | "not_an_archive" | "not_an_image" | "not_as_expected" | "not_asked_again" | "not_available" | "not_csv" | "not_encrypted" | "not_ended" | "not_finished" | "not_for_keys" | "not_for_scoped_keys" | "not_found" | "not_from_template" | "not_in_future" | "not_mapped" | "not_multipart" | "not_on_form" | "not_paused" | "not_protected" | "not_published" | "not_running" | "not_secure" | "not_signed" | "not_signed_in" | "not_sortable" | "not_stopped" | "not_under_domain" | "not_unique" | "not_your_key" | "not_your_subscription" | "nothing_chosen" | "nothing_due" | "nothing_failed" | "nothing_to_back_up" | "nothing_to_undo" | "number_too_large" | "object_gone" | "object_has_records" | "object_unknown" | "only_people" | "other_object" | "other_person" | "outcome_required" | "own_role" | "own_seat" | "owner_role" | "page_token_elsewhere" | "page_token_invalid" | "page_token_needed" | "page_token_only" | "password_gone" | "password_missing" | "password_weak" | "people_left_out" | "permission_not_accepted" | "picture_not_fetched" | "practising" | "private_host" | "proof_invalid" | "range_too_long" | "reassign_target" | "receivers_changed" | "records_gone" | "redirect_unknown" | "restore_failed" | "restore_incomplete" | "rights_beyond_yours" | "role_circle" | "role_in_use" | "role_name_taken" | "role_not_found" | "row_repeated" | "rows_refused" | "rules_not_kept" | "running" | "same_conversation" | "same_host" | "same_inbox" | "same_step" | "sandbox_never_live" | "scope_missing" | "scope_not_asked" | "scope_unknown" | "score_asks_score" | "script_needed" | "section_not_empty" | "selection_changed" | "sign_up_closed" | "sign_up_failed" | "sign_up_without_mail" | "simulation_under_way" | "smtp_unreachable" | "standard_field" | "standard_object" | "step_gone" | "tag_exists" | "tag_in_use" | "tampered" | "task_closed" | "task_taken" | "template_wrong" | "terms_changed" | "things_to_choose" | "time_over" | "timed_out" | "token_invalid" | "too_deep" | "too_few_records" | "too_late" | "too_many_channels" | "too_many_children" | "too_many_columns" | "too_many_domains" | "too_many_fields" | "too_many_files" | "too_many_forms" | "too_many_inboxes" | "too_many_keys" | "too_many_lines" | "too_many_mailboxes" | "too_many_mentions" | "too_many_objects" | "too_many_options" | "too_many_records" | "too_many_redirects" | "too_many_requests" | "too_many_routers" | "too_many_scores" | "too_many_sections" | "too_many_streams" | "too_many_submissions" | "too_many_subscriptions" | "too_many_tabs" | "too_many_tags" | "too_many_templates" | "too_many_topics" | "too_many_views" | "too_much_handed_in" | "too_much_waits" | "too_slow" | "tool_off" | "tools_closed" | "two_header_rows" | "unclosed_quote" | "unexpected" | "unknown_event" | "unknown_field" | "unknown_group" | "unknown_object" | "unknown_option" | "unknown_parameter" | "unknown_tag" | "unknown_topic" | "unknown_user" | "unreadable_file" | "unsupported_media_type" | "upload_broken" | "value_not_kept" | "value_taken" | "values_not_unique" | "visits_off" | "was_published" | "webhook_address" | "workbook_gone" | "workbook_too_large" | "writer_erased" | "wrong_credentials" | "wrong_key" | "wrong_password"; /** A sentence for each wrong input, by its path. */ fields?: { [key: string]: string } | undefined; /** What a program may want to know besides. */ details?: { [key: string]: unknown } | undefined; /** Names this call in the log. */ requestId?: string | undefined; };

export type Absence = "away" | "day_full" | "off_hours" | "week_full";

export type AbuseCase = { id: number; source: "form" | "limit" | "mail" | "operator"; accountId: null | number; accountName: null | string; state: "confirmed" | "dismissed" | "open"; subject: string; report: null | string; reporter: null | string; openedAt: string; decidedAt: null | string; note: null | string; isStrike: boolean; };

export type Account = { now: string; clockOffsetMs: number; user: { id: number; name: string; email: string; roleName: string; timeZone: null | string; }; isOwner: boolean; rights: Array<"account.golive" | "automations.manage" | "fields.manage" | "forms.manage" | "groups.manage" | "inbox.use" | "keys.manage" | "leads.manage" | "messages.manage" | "outbox.view" | "privacy.erase" | "records.import" | "roles.manage" | "settings.manage" | "users.manage">; name: string; kind: "client" | "operator" | "sandbox"; mode: "live" | "practising"; parentAccountId: null | number; ownerUserId: null | number; timeZone: string; locale: string; currency: string; country: null | string; /** Stands in every bulk letter; empty until somebody has written it. */ postalAddress: string; /** How many calls of programs a minute the account lets through. */ callsPerMinute: number; id: number; };

export type AccountKeyView = { id: number; kind: "pgp" | "ssh"; fingerprint: string; publicKey: string; createdAt: string; /** Whether this installation can use it; not in an account that was made from an archive of another. */ isUsable: boolean; };

export type AccountSettings = { name: string; kind: "client" | "operator" | "sandbox"; mode: "live" | "practising"; parentAccountId: null | number; ownerUserId: null | number; timeZone: string; locale: string; currency: string; country: null | string; /** Stands in every bulk letter; empty until somebody has written it. */ postalAddress: string; /** How many calls of programs a minute the account lets through. */ callsPerMinute: number; };

export type Address = { state?: string | undefined; country?: string | undefined; street?: string | undefined; street2?: string | undefined; city?: string | undefined; zip?: string | undefined; };

export type All = { all: ReadonlyArray<Criteria>; };

export type AnyOf = { any: ReadonlyArray<Criteria>; };

export type ApiKey = { id: number; name: string; appId: string; userId: number; userName: string; /** Null for all that its user may. */ scopes: Array<string> | null; isTest: boolean; state: "expired" | "revoked" | "works"; createdAt: string; expiresAt: string | null; lastUsedAt: string | null; /** Until when the secret before the last renewal works; null when it does not. */ oldKeyUntil: string | null; /** When it was last seen in a browser page. */ exposedAt: string | null; revokedAt: string | null; };

export type App = { clientId: string; name: string; homePage: null | string; redirectUris: Array<string>; isConfidential: boolean; createdAt: string; };
/** What others say of a message. `spam` is null where there is no SpamAssassin to ask. */ 
export type AskedOutside = { findings: Array<Finding>; spam: SpamScore | null; };

export type AskedSimulation = { /** The draft as it stands, or the version that runs. */ of: "draft" | "published"; /** Whom: all that match; everybody where it is left out. */ criteria: { [key: string]: unknown } | null; records: number; days: number; suppositions: Array<Supposition>; };

export type Asking = { app: { name: string; homePage: null | string; registeredItself: boolean; }; /** The site, or the scheme of a program, that hears the answer. */ sentTo: string; scopes: Array<string>; };
/** A picture that was uploaded or fetched. `url` is where everybody can see it, at its full width. */ 
export type Asset = { id: number; name: string; alt: string; type: string; width: number; height: number; bytes: number; url: string; /** A copy of 320 pixels at most, for pickers. */ smallUrl: string; createdAt: string; };

export type AttachmentView = { name: string; type: string; bytes: number; url: null | string; };

export type Automation = { id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; };

export type AutomationMap = { triggers: Array<AutomationsTrigger>; steps: Array<Step>; start: null | number; /** Only records that match may enter. */ who: { [key: string]: unknown } | null; /** Records that match leave the map, wherever they stand. */ exit: { [key: string]: unknown } | null; quiet: QuietHours | null; /** What happens when a record that has been on the map is brought again. */ reentry: "after_leaving" | "always" | "never" | "restart"; perDay: number; notes: Array<{ id: number; text: string; x: number; y: number; }>; /** The highest step, trigger or note id ever given in this map: ids are never given again, so that nobody stands on a stranger's step. */ lastId: number; };
/** A thing that was made for a map, and how it is called. */ 
export type AutomationsMadeThing = { what: "automation" | "field" | "group" | "message" | "object" | "option" | "other" | "record" | "role" | "router" | "score" | "secret" | "tag" | "taskTemplate" | "user"; id: number; name: string; };

export type AutomationsMessage = { object: number; name: string; purpose: "bulk" | "confirmation" | "transactional"; subject: string; preheader: string; body: Document; };

export type AutomationsTrigger = { id: number; event: string; subject?: Array<number> | undefined; fields?: Array<number> | undefined; where?: Array<ContentCondition> | undefined; criteria?: { [key: string]: unknown } | null | undefined; /** For `date.reached` alone. */ date?: FieldDate | FixedDate | undefined; /** Where those it brings begin; the start of the map when left out. Goals have none: who reaches one goes on behind it. */ step?: null | number | undefined; };

export type AutomationsTrigger2 = { event: string; label: string; subject: null | string; content: Array<CatalogueContent>; };

export type BackupStatus = { /** The folder of backups on the machine that makes them; null when they are off. */ folder: null | string; /** The last backup that succeeded, made by night or by hand; null when there is none yet. */ backup: { at: string; bytes: null | number; rows: null | number; } | null; /** The last trial restore that succeeded. */ check: { at: string; } | null; /** Why the last backup or trial failed, when no later one succeeded. */ failures: Array<{ what: "backup" | "check"; at: string; reason: string; }>; };

export type Band = { name: string; /** The lowest score in it. */ from: number; /** The number of its option in the band field; left out of one that is new. */ id?: number | undefined; };

export type BehaviourCondition = { behaviour: string; subject?: ReadonlyArray<number> | undefined; count?: Count | undefined; within?: Question | undefined; };

export type Binned = { id: number; name: string; deletedAt: string; /** When it is removed for good. */ removedAt: string; /** The user who put it there; null where it was an automation, an import or a key. */ deletedBy: null | string; };

export type Block = FieldBlock | ConsentBlock | HiddenBlock | SectionBlock | { type: "button"; label: string; url: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "condition"; criteria: Criteria | null; blocks: Array<FieldBlock | ConsentBlock | HiddenBlock | SectionBlock | { type: "button"; label: string; url: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "divider"; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "heading"; text: string; level: 1 | 2 | 3; align?: "center" | "left" | "right" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "html"; html: string; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "image"; src: string; alt: string; /** It is there to look nice only, and needs no description. */ isDecorative?: boolean | undefined; url?: string | undefined; /** How wide it is shown; the width of its column when left out. */ width?: number | undefined; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "logo"; align?: "center" | "left" | "right" | undefined; width?: number | undefined; url?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "saved"; savedId: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "signature"; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "social"; links: Array<{ network: "bluesky" | "email" | "facebook" | "instagram" | "linkedin" | "mastodon" | "tiktok" | "website" | "whatsapp" | "x" | "youtube"; url: string; }>; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "spacer"; height: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "submit"; label: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "text"; text: string; align?: "center" | "left" | "right" | undefined; size?: "large" | "normal" | "small" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; }>; otherwise?: Array<FieldBlock | ConsentBlock | HiddenBlock | SectionBlock | { type: "button"; label: string; url: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "divider"; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "heading"; text: string; level: 1 | 2 | 3; align?: "center" | "left" | "right" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "html"; html: string; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "image"; src: string; alt: string; /** It is there to look nice only, and needs no description. */ isDecorative?: boolean | undefined; url?: string | undefined; /** How wide it is shown; the width of its column when left out. */ width?: number | undefined; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "logo"; align?: "center" | "left" | "right" | undefined; width?: number | undefined; url?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "saved"; savedId: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "signature"; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "social"; links: Array<{ network: "bluesky" | "email" | "facebook" | "instagram" | "linkedin" | "mastodon" | "tiktok" | "website" | "whatsapp" | "x" | "youtube"; url: string; }>; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "spacer"; height: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "submit"; label: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "text"; text: string; align?: "center" | "left" | "right" | undefined; size?: "large" | "normal" | "small" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; }> | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "divider"; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "heading"; text: string; level: 1 | 2 | 3; align?: "center" | "left" | "right" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "html"; html: string; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "image"; src: string; alt: string; /** It is there to look nice only, and needs no description. */ isDecorative?: boolean | undefined; url?: string | undefined; /** How wide it is shown; the width of its column when left out. */ width?: number | undefined; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "logo"; align?: "center" | "left" | "right" | undefined; width?: number | undefined; url?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "saved"; savedId: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "signature"; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "social"; links: Array<{ network: "bluesky" | "email" | "facebook" | "instagram" | "linkedin" | "mastodon" | "tiktok" | "website" | "whatsapp" | "x" | "youtube"; url: string; }>; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "spacer"; height: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "submit"; label: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "text"; text: string; align?: "center" | "left" | "right" | undefined; size?: "large" | "normal" | "small" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type BoardColumn = { /** 0 of the records in which the field is blank. */ optionId: number; count: number; /** Prices in minor units; null where nothing is summed. */ sum: null | number; };

export type Brand = { accent: string; /** Around the sheet that the words stand on. */ background: string; sheet: string; text: string; font: "mono" | "rounded" | "serif" | "system"; logo: string; logoAlt: string; /** How wide the logo is shown, in pixels. */ logoWidth: number; /** Own words above the postal address. */ footer: string; social: Array<{ network: "bluesky" | "email" | "facebook" | "instagram" | "linkedin" | "mastodon" | "tiktok" | "website" | "whatsapp" | "x" | "youtube"; url: string; }>; /** Under letters that come from the account rather than from one of its users. */ signature: string; /** Of headings; that of the texts when left out. */ headingFont?: "mono" | "rounded" | "serif" | "system" | undefined; };

export type Broadcast = { id: number; name: string; objectId: number; state: "finished" | "paused" | "running" | "scheduled" | "stopped"; /** Whether it still queues letters, waits for the end of its test, for somebody to choose, or for letters to leave. */ phase: "choosing" | "leaving" | "queueing" | "testing" | null; which: Receivers; /** What the group, or the broadcast that was not opened, is called. */ groupName: null | string; schedule: Schedule; variants: Array<BroadcastVariant>; test: SplitTest | null; startsAt: string; startedAt: null | string; finishedAt: null | string; startedBy: number; startedByName: string; decideAt: null | string; winner: { variant: number; by: "hand" | "measure"; confidence: null | number; } | null; failure: null | string; progress: BroadcastProgress; };

export type BroadcastProgress = { /** How many it is for; unknown before it starts. */ total: null | number; queued: number; /** Letters that wait to leave. */ waiting: number; refused: Array<{ reason: string; count: number; }>; sameAddress: number; };
/** One broadcast among others, as they are compared. */ 
export type BroadcastRates = { delivered: number; opened: number; machineOpened: number; clicked: number; unsubscribed: number; complained: number; bounced: number; replied: number; };
/** Who would get letters, and who not and why. */ 
export type BroadcastReach = { total: number; reached: number; /** Records that share their address with one that gets a letter. */ sameAddress: number; refused: Array<{ reason: string; count: number; }>; problems: Array<{ variant: number; sentence: string; }>; };

export type BroadcastVariant = { messageId: number; messageName: string; subject: string; };
/** An action a viewer may take with chosen records of an object. */ 
export type BulkActionView = { kind: string; canUndo: boolean; inBin: boolean; };
/** One record before and after, as a preview shows it. */ 
export type BulkExample = { id: number; name: string; changes: Array<{ fieldId: number; before?: unknown | undefined; after?: unknown | undefined; }>; owner: { before: null | number; after: null | number; } | null; kinds: Array<string>; };
/** What would become of the chosen records. */ 
export type BulkPreview = { count: number; /** How many of them were tried; the counts below are of these. */ tried: number; changed: number; unchanged: number; failed: number; reasons: Array<BulkReason>; examples: Array<BulkExample>; canUndo: boolean; };

export type BulkReason = { reason: string; count: number; };
/** A run as the API shows it. */ 
export type BulkRunView = { id: number; objectId: number; kind: string; settings: { [key: string]: unknown }; status: "failed" | "finished" | "running" | "stopped"; startedBy: number; eventId: number; total: number; done: number; changed: number; unchanged: number; failed: number; /** Records a second while it worked; null before it did. */ perSecond: null | number; createdAt: string; finishedAt: null | string; failure: null | string; /** Of an undoing: the run it undoes, where it was one. */ undoes: null | number; undoneBy: null | number; canUndo: boolean; };

export type Call = { number: string; outcome: "answered" | "busy" | "no_answer" | "voicemail" | "wrong_number"; direction: "in" | "out"; durationSeconds: null | number; };

export type Catalogue = { /** What a map can start from, what its event is about (`tag`, `group`), where one may choose, and what it says for itself. */ triggers: Array<AutomationsTrigger2>; /** Kinds of step with the number of their exits; `engine` steps are the map's own, all others actions of some domain. */ steps: Array<{ kind: string; exits: number; engine: boolean; }>; };
/** One thing that `where` of a trigger may ask. */ 
export type CatalogueContent = { key: string; label: string; type: "channel" | "choice" | "field" | "inbox" | "link" | "number" | "task_template" | "text" | "user"; /** With their labels; for `choice` alone. */ choices: Array<{ value: string; label: string; }>; /** Empty for `field`: the type of the field that the trigger names decides. */ operators: Array<"contains" | "empty" | "filled" | "greater" | "is" | "is_not" | "less" | "not_contains" | "starts">; /** A name follows the key: `values.amount`. */ open: boolean; };

export type ChangedTasks = { done: number; /** Tasks that stay as they are, with a sentence each. */ refused: Array<{ id: number; sentence: string; }>; };
/** What the permission card of a record shows for one channel. */ 
export type ChannelPermission = { address: null | string; status: number; /** For each purpose null where a letter may go, and the reason where none may. */ refusals: { bulk: "account_stopped" | "capped" | "deleted" | "hard_bounce" | "no_address" | "no_postal_address" | "operator_stopped" | "operator_suppressed" | "paused" | "pending_review" | "suppressed" | "topic_declined" | "topic_not_chosen" | "transactional_only" | "unconfirmed" | null; transactional: "account_stopped" | "capped" | "deleted" | "hard_bounce" | "no_address" | "no_postal_address" | "operator_stopped" | "operator_suppressed" | "paused" | "pending_review" | "suppressed" | "topic_declined" | "topic_not_chosen" | "transactional_only" | "unconfirmed" | null; confirmation: "account_stopped" | "capped" | "deleted" | "hard_bounce" | "no_address" | "no_postal_address" | "operator_stopped" | "operator_suppressed" | "paused" | "pending_review" | "suppressed" | "topic_declined" | "topic_not_chosen" | "transactional_only" | "unconfirmed" | null; "one-to-one": "account_stopped" | "capped" | "deleted" | "hard_bounce" | "no_address" | "no_postal_address" | "operator_stopped" | "operator_suppressed" | "paused" | "pending_review" | "suppressed" | "topic_declined" | "topic_not_chosen" | "transactional_only" | "unconfirmed" | null; }; /** When the present state of the permission began, and how; null when nobody ever said anything. */ since: null | string; how: "api" | "complaint" | "form" | "import" | "link" | "merge" | "preferences" | "reply" | "review" | "user" | null; evidence: null | string; };

export type ChannelView = { id: number; inboxId: number; kind: "address" | "replies"; address: null | string; /** Where mail to the address can be sent on to, to come here; null where this installation takes none by itself. */ forwardTo: null | string; fromName: string; signature: string; };
/** So many records of another object point here through their parent field and match (at least one unless `count` says otherwise). */ 
export type ChildrenCondition = { children: number; object: number; matches?: Criteria | undefined; count?: Count | undefined; };

export type Choice = { topic: "automations" | "conversations" | "mentions" | "records" | "tasks" | "work"; inApp: boolean; byMail: "at-once" | "daily" | "never"; };

export type ClusterView = { id: number; score: number; records: Array<DuplicateRecordView>; };

export type Colleague = { id: number; name: string; hasLeft: boolean; };

export type ComparisonView = { /** The oldest first: it survives. */ records: Array<DuplicateRecordView>; /** What parent fields point to, by name. */ parents: Array<{ objectId: number; id: number; name: string; }>; };

export type Condition = FactCondition | FieldCondition | SystemCondition | OwnerCondition | TagCondition | BehaviourCondition | GroupCondition | SearchCondition | ParentCondition | ChildrenCondition | RelationCondition;

export type ConsentBlock = { type: "consent"; channel: "email" | "sms"; text: string; topicIds?: Array<number> | undefined; isRequired?: boolean | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type ConsentLine = { id: number; channel: "email" | "sms"; state: "confirmed" | "continued" | "declared" | "given" | "paused" | "rationed" | "requested" | "withdrawn"; how: "api" | "complaint" | "form" | "import" | "link" | "merge" | "preferences" | "reply" | "review" | "user"; sourceId: null | number; at: string; /** What it was about; null for all mail. */ topic: { id: number; name: string; } | null; until: null | string; evidence: null | string; page: null | string; ip: null | string; /** Who noted it, where a user did. */ by: null | string; };

export type ContentCondition = { key: string; operator: "contains" | "empty" | "filled" | "greater" | "is" | "is_not" | "less" | "not_contains" | "starts"; values: Array<boolean | number | string>; };

export type ConversationDetail = { entries: Array<EntryView>; draft: { kind: "answer" | "note"; text: string; } | null; /** Other conversations of the same person that the viewer may see. */ others: Array<{ id: number; subject: string; state: "closed" | "open" | "snoozed" | "waiting"; lastAt: string; }>; blocked: null | string; id: number; inboxId: number; channelId: number; state: "closed" | "open" | "snoozed" | "waiting"; isSpam: boolean; snoozedUntil: null | string; assigneeId: null | number; subject: string; excerpt: string; /** Who writes, as they say or as their record is called where the viewer may see it. */ name: string; address: null | string; record: { objectId: number; id: number; } | null; isUnread: boolean; hasDraft: boolean; entryCount: number; lastAt: string; };

export type ConversationLine = { id: number; inboxId: number; channelId: number; state: "closed" | "open" | "snoozed" | "waiting"; isSpam: boolean; snoozedUntil: null | string; assigneeId: null | number; subject: string; excerpt: string; /** Who writes, as they say or as their record is called where the viewer may see it. */ name: string; address: null | string; record: { objectId: number; id: number; } | null; isUnread: boolean; hasDraft: boolean; entryCount: number; lastAt: string; };

export type Count = { operator: "at_least" | "at_most" | "exactly"; value: number; };

export type Counts = { /** How often records came onto the map. */ entered: number; nextDueAt: string | null; steps: Array<StepCount>; };
/** A tree of conditions. An empty `all` is true of every record, an empty `any` of none. */ 
export type Criteria = Joined | Condition;

export type CriteriaLine = { id: number; is: "criteria"; points: number; criteria: { [key: string]: unknown }; };

export type CriteriaPreview = { count: number; names: Array<string>; warnings: Array<CriteriaWarning>; /** How long counting and naming took. */ ms: number; };
/** Something that is allowed but hardly meant, with the tree that most likely is. */ 
export type CriteriaWarning = { code: "negated_alternatives" | "never_together"; path: string; sentence: string; /** What to put in the place of the node at `path`. */ suggestion: Criteria; };

export type Decay = { percent: number; days: number; };
/** To whom one record goes and why, or what becomes of it instead. */ 
export type Decision = Given | { to: null; by: "leave" | "wait"; };

export type DeletedField = { id: number; label: string; type: "address" | "check" | "color" | "country" | "date" | "datetime" | "dropdown" | "email" | "file" | "formula" | "image" | "list" | "longtext" | "number" | "parent" | "phone" | "price" | "related" | "relation" | "rollup" | "sms" | "state" | "text" | "url" | "user"; deletedAt: string; deletedBy: null | number; goneAt: string; };

export type Deliverability = { total: DeliveryCounts; byProvider: Array<{ sent: number; bounced: number; deferred: number; complained: number; opened: number; provider: "apple" | "gmx" | "google" | "microsoft" | "other" | "yahoo"; domains: number; }>; /** The receivers' domains with most letters, of the provider asked for where one is. */ byDomain: Array<{ sent: number; bounced: number; deferred: number; complained: number; opened: number; domain: string; provider: "apple" | "gmx" | "google" | "microsoft" | "other" | "yahoo"; }>; /** The account's own domains that letters came from; null of those that left before it was noted. */ bySender: Array<{ sent: number; bounced: number; deferred: number; complained: number; opened: number; domain: null | string; }>; byDay: Array<{ sent: number; bounced: number; deferred: number; complained: number; opened: number; day: string; }>; byClass: Array<{ class: "block" | "full" | "hard" | "other" | "policy" | "soft"; count: number; }>; };
/** What became of letters that left: of so many sent, how many came back, were put off, were complained about, were opened by people. */ 
export type DeliveryCounts = { sent: number; bounced: number; deferred: number; complained: number; opened: number; };

export type Difference = "added" | "changed" | "removed" | "same";

export type Document = { kind: "blocks"; blocks: Array<Block>; look?: Look | undefined; } | { kind: "plain"; text: string; };
/** One record as it should be and as it was found. */ 
export type DomainFinding = { record: "dkim" | "dmarc" | "return_path" | "return_path_spf" | "spf" | "tracking"; /** The name it stands under, in full. */ name: string; type: "CNAME" | "MX" | "TXT"; /** What to put there; where something of the owner's own stands already, that with ours added. */ expected: string; /** What stands there now. */ found: Array<string>; /** `missing` and `wrong` keep it from being used; `warning` does not. */ state: "missing" | "right" | "unchecked" | "warning" | "wrong"; /** Whether letters can leave in the domain's name without it. */ isRequired: boolean; /** What it means and what to do, in one sentence or two. */ sentence: string; };

export type DueSettings = { amount: number; unit: "business_days" | "days" | "hours"; };

export type DuplicateCondition = { /** A field by its id, or the record's name. */ field: "name" | number; how: "exact" | "normalised" | "similar"; /** Of an e-mail address, dots and what follows a plus do not count where its provider ignores them; of a name, its legal form does not. */ loose: boolean; };

export type DuplicateHint = { id: number; name: string; score: number; rule: string; };

export type DuplicateRecordView = { id: number; name: string; ownerId: null | number; createdAt: string; values: { [key: string]: Value }; };

export type DuplicateRuleInput = { name: string; conditions: Array<DuplicateCondition>; };

export type DuplicateRuleView = { id: number; objectId: number; conditions: Array<DuplicateCondition>; status: "failed" | "found" | "new" | "searching" | "stopped"; done: number; total: number; searchedAt: null | string; failure: null | string; /** How many clusters, and records in them; null for who does not see every record. */ clusters: null | number; records: null | number; /** Values that more records share than are compared. */ crowds: Array<{ recordId: number; name: string; count: number; }>; name: string; };

export type EmailMessage = { preheader: string; body: Document; fromName: string; replyTo: string; sender: LetterSender; utm: Utm | null; textPart: null | string; topicId: null | number; revision: number; id: number; objectId: number; name: string; purpose: "bulk" | "confirmation" | "transactional"; subject: string; publishedVersion: null | number; /** Whether it was changed since it was published. */ isChanged: boolean; updatedAt: string; };

export type Enrolled = { entered: number; /** Records named or matching that the viewer may see. */ chosen: number; /** Whether the rest enters in the background. */ goesOn: boolean; };

export type EntryView = { id: number; kind: "in" | "note" | "out"; at: string; authorId: null | number; address: null | string; name: string; subject: string; text: string; quoted: string; hasHtml: boolean; isAuto: boolean; attachments: Array<AttachmentView>; deliveryId: null | number; /** Of an answer, what became of its letter. */ status: null | string; };

export type Event = { id: number; kind: string; at: string; recordedAt: string; actor: { type: "api_key" | "app" | "contact" | "import" | "provider" | "step" | "system" | "tool" | "user"; id: null | string; name: null | string; }; record: { objectId: number; id: number; } | null; subject: { type: string; id: null | number; name: null | string; } | null; causeId: null | number; data: { [key: string]: unknown } | null; personal: { [key: string]: unknown }; hands: { from: null | string; to: null | string; } | null; changes: Array<{ fieldId: number; label: string; before: string; after: string; }>; };

export type EventLine = { id: number; is: "event"; points: number; event: string; most: null | number; perDay: null | number; subject?: Array<number> | undefined; };

export type Exceptions = { allow: Array<"account.golive" | "automations.manage" | "fields.manage" | "forms.manage" | "groups.manage" | "inbox.use" | "keys.manage" | "leads.manage" | "messages.manage" | "outbox.view" | "privacy.erase" | "records.import" | "roles.manage" | "settings.manage" | "users.manage">; withhold: Array<"account.golive" | "automations.manage" | "fields.manage" | "forms.manage" | "groups.manage" | "inbox.use" | "keys.manage" | "leads.manage" | "messages.manage" | "outbox.view" | "privacy.erase" | "records.import" | "roles.manage" | "settings.manage" | "users.manage">; objects: { [key: string]: { view: "all" | "none" | "own" | "team"; edit: "all" | "none" | "own" | "team"; delete: "all" | "none" | "own" | "team"; create: boolean; export: boolean; bulk: boolean; sections: { [key: string]: "edit" | "hidden" | "view" }; } }; };

export type Explained = { id: number; name: string; objectId: number; value: number; band: string; cap: number; floor: number; decay: Decay | null; lines: Array<{ line: CriteriaLine | EventLine | null; times: null | number; given: number; left: number; broken: null | string; }>; };

export type FactCondition = { [key: string]: unknown };

export type Failure = { reason: string; records: number; };
/** What publishing does to those on one step; of `removed` and `replaced` (another kind of step stands there) something must be chosen. */ 
export type Fate = "changed" | "kept" | "removed" | "replaced";

export type FieldBlock = { /** A field of the form's object. */ fieldId: number; label: string; type: "field"; isRequired?: boolean | undefined; placeholder?: string | undefined; help?: string | undefined; /** Shown only when another field of the form was answered so. */ shownWhen?: ShownWhen | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type FieldCondition = { operator: string; field: number; values?: ReadonlyArray<boolean | number | string> | undefined; amount?: number | undefined; unit?: "days" | "hours" | "months" | "weeks" | "years" | undefined; /** Of an address: which part. */ part?: "city" | "country" | "state" | "street" | "street2" | "zip" | undefined; };

export type FieldDate = { when: "field"; offset: Offset; zone?: "account" | "contact" | "owner" | undefined; };

export type FieldEffects = { records: number; /** How many records have nothing in it: what requiring the field does not mend by itself. */ blank: number; /** Values that several records have: what keeps the field from being unique. */ shared: { records: number; values: Array<SharedValue>; }; uses: Array<FieldUse>; };

export type FieldHistory = { fieldId: number; label: string; hasMore: boolean; entries: Array<{ eventId: number; at: string; actor: { type: "api_key" | "app" | "contact" | "import" | "provider" | "step" | "system" | "tool" | "user"; id: null | string; name: null | string; }; causeId: null | number; isBeginning: boolean; isKept: boolean; value: Address | StoredFile | Array<number> | boolean | null | number | string; text: string; before: Address | StoredFile | Array<number> | boolean | null | number | string; beforeText: string; }>; };
/** A choice of a drop-down or list field. Archived, it stays on the records that have it and is offered no more. */ 
export type FieldOption = { id: number; label: string; color?: "blue" | "gray" | "green" | "orange" | "pink" | "purple" | "red" | "teal" | "yellow" | undefined; archived?: boolean | undefined; /** Taken away for good: kept, archived, for the history that names it. */ removed?: boolean | undefined; /** Of one taken away: whoever gives it means this one. */ mergedInto?: number | undefined; };
/** What a field of a type that is more than a place for values is made of. Every key belongs to the types named beside it. */ 
export type FieldSettings = { /** formula: what it works out, fields named by id: `{12} * {7.3} / 100`, where 7.3 is field 3 of the record that parent field 7 points to. */ expression?: string | undefined; /** formula: whether it is the name of the object's records. */ isName?: boolean | undefined; /** formula and rollup: what it gives. */ result?: "check" | "date" | "datetime" | "number" | "price" | "text" | undefined; /** rollup: the object whose records point here; relation: the object whose records are related. */ objectId?: number | undefined; /** rollup: the parent or relation field of that object that points here; related: the parent's field that is shown. */ fieldId?: number | undefined; /** rollup */ function?: "average" | "count" | "max" | "median" | "min" | "sum" | undefined; /** rollup: the field of that object of which the sum, the average… is made; null of a count. */ ofFieldId?: null | number | undefined; /** related: the parent field through which it is read. */ parentFieldId?: number | undefined; /** number and dropdown: what a new record has in it that is not given a value. */ initial?: number | undefined; /** relation: the field of the other object that shows the same links from there, and how it is labelled when it is made. */ inverseFieldId?: number | undefined; otherLabel?: string | undefined; };
/** One thing that uses a field or a tag: a group that asks for it, a map that changes it, a message that shows it. */ 
export type FieldUse = { /** Its label is the key `uses.<kind>` of the message catalogue. */ kind: string; name: string; place?: string | undefined; /** Whether the field cannot be deleted as long as this uses it. */ blocks?: boolean | undefined; };
/** What the whole file holds, by a quick look through all of it with the mapping at hand. */ 
export type FileCounts = { rows: number; unreadable: number; /** The columns in whose cells most rows fail, with the first reason. */ problems: Array<{ column: string; rows: number; reason: string; }>; /** Different values to find records by; null when rows are not matched. */ distinct: null | number; /** Rows without one. */ withoutKey: number; /** Owners in the file who are no user here, the first of them: their new records become the importer's. */ unknownOwners: Array<string>; };
/** Something that a look over a finished letter found. `error` keeps it from being sent, a `warning` hardly ever is meant, a `hint` may be. */ 
export type Finding = { severity: "error" | "hint" | "warning"; code: string; /** Where: `body.blocks.2.url`, `subject`. */ path: string; /** The id of the block it is about, where it has one. */ blockId?: string | undefined; sentence: string; };

export type FixedDate = { when: "time"; at: string; every: "day" | "month" | "once" | "week" | "year"; };

export type Form = { address: null | string; document: Document; settings: FormSettings; revision: number; problems: Array<FormProblem>; share: Share | null; name: string; id: number; updatedAt: string; objectId: number; publishedVersion: null | number; /** Whether what is published is what is written. */ isCurrent: boolean; };

export type FormField = { fieldId: number; required: boolean; };

export type FormLine = { id: number; objectId: number; name: string; publishedVersion: null | number; /** Whether what is published is what is written. */ isCurrent: boolean; updatedAt: string; /** Of the last thirty days. */ views: number; submissions: number; };

export type FormNumbers = { days: Array<{ day: string; views: number; starts: number; submissions: number; refused: number; }>; };

export type FormProblem = { /** `document.blocks.2.label`, `settings.redirect`. */ path: string; blockId?: string | undefined; sentence: string; };

export type FormSettings = { /** The title of its page; its name when blank. */ title: string; language: string; /** What is said when it was handed in; merge fields of what was answered may stand in it. */ thanks: string; /** Where people go instead of the words of thanks. */ redirect: string; /** Where people go who answered so; the first that fits. */ redirects: Array<{ fieldId: number; is: "answered" | "equals" | "not_equals"; value: string; url: string; }>; tags: Array<string>; /** Whose new records are; the account’s owner’s without. */ ownerId: null | number; /** What becomes of the values of somebody who is known already: what is answered replaces them, or fills in blank ones alone. */ known: "fill" | "replace"; /** Whether browsers without script may hand it in; fewer times each. */ withoutScript: boolean; /** The domains whose pages may show it in a frame; all of them when none is named. */ framedBy: Array<string>; isIndexed: boolean; /** Users who are told of each submission. */ tells: Array<number>; };

export type FormerRecord = { at: string; values: { [key: string]: Value }; unknown: Array<number>; parents: Array<{ objectId: number; id: number; name: string; }>; };

export type Found = { objectId: number; id: number; name: string; email: null | string; similar: boolean; };

export type Given = { to: number; by: "fallback" | "first_back" | "share" | "turn"; };

export type Grant = { id: number; app: { name: string; homePage: null | string; }; userId: number; userName: string; scopes: Array<string>; connectedAt: string; lastUsedAt: string | null; };

export type Group = { id: number; objectId: number; name: string; criteria: Criteria | null; problem: null | string; columns: Array<number | string>; sort: string; favourite: boolean; tracked: boolean; createdBy: null | number; createdAt: string; updatedAt: string; version: number; };

export type GroupCondition = { group: number; operator: "in" | "not_in"; };

export type HiddenBlock = { type: "hidden"; fieldId: number; from: "address" | "value"; value: string; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type Hours = { /** 1 is Monday, 7 is Sunday. */ days: Array<number>; from: string; to: string; };

export type ImportOptions = { /** By what a row finds its record, one after the other: unique fields, or `key`. Empty when every row is a new one. */ match: Array<"key" | number>; mode: "both" | "create" | "update"; /** Whether a blank cell leaves the value that stands (`keep`) or takes it away (`write`). */ blanks: "keep" | "write"; tags: Array<string>; ownerId: null | number; /** What all rows say of e-mail, where no column says otherwise. */ standing: "bounced" | "complained" | "in" | "none" | "out" | "pending" | null; /** Whose ids `key` columns hold: files of the same source find each other's records. */ keySource: string; };
/** The first rows of a file and what its columns would become. */ 
export type ImportPreview = { columns: Array<{ name: string; samples: Array<string>; proposal: Target; because: "header" | "none" | "preset" | "values"; /** The type a new field for this column would have. */ newFieldType: "address" | "check" | "color" | "country" | "date" | "datetime" | "dropdown" | "email" | "file" | "formula" | "image" | "list" | "longtext" | "number" | "parent" | "phone" | "price" | "related" | "relation" | "rollup" | "sms" | "state" | "text" | "url" | "user"; /** Present where cells can be read as day before month and as month before day alike: somebody has to say. */ ambiguousDates?: boolean | undefined; }>; /** The product whose export it looks like, and what it says of the whole file. */ preset: { key: string; label: string; } | null; options: ImportOptions; rows: Array<{ row: number; cells: Array<string>; problem?: string | undefined; }>; };

export type ImportProgress = { rowsRead: number; created: number; /** Rows that met a record, whether or not they changed it; `unchanged` of them did not. */ updated: number; unchanged: number; rejected: number; optedOut: number; /** Records made because rows point to them. */ parents: number; /** Rows a second since the run began or went on; null before it did. */ rowsPerSecond: null | number; };

export type ImportReview = { importId: number; state: "held" | "passed" | "refused" | "released" | "scanning"; /** Who may decide: the account itself, or only the operator. */ decides: "account" | "operator"; people: number; findings: Array<ReviewFinding>; at: string; decidedAt: null | string; note: null | string; };
/** An import as the API shows it. */ 
export type ImportView = { id: number; objectId: number; status: "draft" | "failed" | "finished" | "running" | "stopped"; fileName: string; fileSize: number; reading: Reading; /** Of a workbook: its sheets, and how many rows are hidden in the one that is read. */ workbook: { sheets: Array<{ name: string; hidden: boolean; }>; hiddenRows: number; canChange: boolean; } | null; /** Of a file that was encrypted: whose signature was checked. */ encrypted: { signedBy: null | string; } | null; columns: Array<string>; /** Rows with content, without the header. */ rowCount: number; mapping: Array<Target> | null; options: ImportOptions | null; permission: null | string; /** The product whose export this was recognised as. */ preset: null | string; /** The imports of the files brought in together with this one, itself among them, in the order in which they run. */ set: Array<{ id: number; fileName: string; objectId: number; status: "draft" | "failed" | "finished" | "running" | "stopped"; rowCount: number; }>; /** What it made besides records. */ made: Array<TransferMadeThing>; undone: boolean; createdBy: null | number; createdAt: string; startedAt: null | string; finishedAt: null | string; progress: ImportProgress; failure: null | string; };
/** HTML as another program made it, turned into blocks. */ 
export type ImportedHtml = { document: Document; /** What the program had put before the letter for mail programs to show after the subject. */ preheader: string; subject: string; /** Addresses of its pictures, which still stand on other sites. */ pictures: Array<string>; /** What could not be taken over, in one sentence each. */ left: Array<string>; };
/** A mail that came in, as lists show it. */ 
export type InboundLine = { id: number; kind: "auto_reply" | "bounce" | "complaint" | "delay" | "mail" | "reply"; receivedAt: string; from: { address: string; name: string; } | null; subject: null | string; bounceClass: "block" | "full" | "hard" | "other" | "policy" | "soft" | null; diagnostic: null | string; record: { objectId: number; id: number; } | null; deliveryId: null | number; };

export type InboundMailbox = { id: number; name: string; purpose: "bounces" | "people"; address: string; host: string; port: number; security: "none" | "starttls" | "tls"; userName: string; folder: string; isPaused: boolean; fetchedAt: null | string; problem: null | string; };

export type InboundSettings = { mailboxes: Array<InboundMailbox>; /** The installation's own listener; null while it is off. */ listener: { mailHost: string; port: number; isEncrypted: boolean; } | null; };

export type InboxCounts = { /** Open conversations with something the viewer has not read, over all inboxes. */ unread: number; mine: number; inboxes: Array<{ id: number; open: number; unread: number; }>; };

export type InboxView = { id: number; name: string; isForAll: boolean; userIds: Array<number>; unknownSenders: "create" | "leave"; /** Whether the viewer sees its conversations. */ isMine: boolean; channels: Array<ChannelView>; };

export type InnerBlock = FieldBlock | ConsentBlock | HiddenBlock | { type: "button"; label: string; url: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "condition"; criteria: Criteria | null; blocks: Array<Leaf>; otherwise?: Array<Leaf> | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "divider"; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "heading"; text: string; level: 1 | 2 | 3; align?: "center" | "left" | "right" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "html"; html: string; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "image"; src: string; alt: string; /** It is there to look nice only, and needs no description. */ isDecorative?: boolean | undefined; url?: string | undefined; /** How wide it is shown; the width of its column when left out. */ width?: number | undefined; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "logo"; align?: "center" | "left" | "right" | undefined; width?: number | undefined; url?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "saved"; savedId: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "signature"; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "social"; links: Array<{ network: "bluesky" | "email" | "facebook" | "instagram" | "linkedin" | "mastodon" | "tiktok" | "website" | "whatsapp" | "x" | "youtube"; url: string; }>; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "spacer"; height: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "submit"; label: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "text"; text: string; align?: "center" | "left" | "right" | undefined; size?: "large" | "normal" | "small" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type Invitation = { id: number; email: string; name: string; roleId: number; roleName: string; invitedAt: string; expiresAt: string; };

export type InvitationOffer = { accountName: string; inviter: string; roleName: string; email: string; name: string; /** Whether this address has a login already: then its password is asked for, else a new one. */ hasLogin: boolean; /** What must be agreed to where services are offered to others; null on one's own installation. */ terms: { version: string; minimumAge: number; } | null; };
/** Which job a ready map does: how they are sorted where one is chosen. */ 
export type Job = "care" | "newcomers" | "orders" | "quiet" | "sales";

export type Joined = All | AnyOf | Not;
/** Places all along a list: what its scrollbar goes by. */ 
export type Ladder = { total: number; sort: string; rungs: Array<{ place: number; cursor: string; value: null | string; }>; };

export type LeadsPreview = { records: number; looked: number; bands: Array<{ name: string; from: number; count: number; }>; top: Array<{ id: number; name: string; score: number; }>; ms: number; };

export type Leaf = FieldBlock | ConsentBlock | HiddenBlock | { type: "button"; label: string; url: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "divider"; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "heading"; text: string; level: 1 | 2 | 3; align?: "center" | "left" | "right" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "html"; html: string; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "image"; src: string; alt: string; /** It is there to look nice only, and needs no description. */ isDecorative?: boolean | undefined; url?: string | undefined; /** How wide it is shown; the width of its column when left out. */ width?: number | undefined; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "logo"; align?: "center" | "left" | "right" | undefined; width?: number | undefined; url?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "saved"; savedId: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "signature"; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "social"; links: Array<{ network: "bluesky" | "email" | "facebook" | "instagram" | "linkedin" | "mastodon" | "tiktok" | "website" | "whatsapp" | "x" | "youtube"; url: string; }>; align?: "center" | "left" | "right" | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "spacer"; height: number; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "submit"; label: string; align?: "center" | "left" | "right" | undefined; isWide?: boolean | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; } | { type: "text"; text: string; align?: "center" | "left" | "right" | undefined; size?: "large" | "normal" | "small" | undefined; color?: string | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type Letter = { id: number; email: string; kind: string; subject: string; body: string; link: null | string; failure: null | string; writtenAt: string; };
/** A letter filled in, without anything in it that would count an open or a click. */ 
export type LetterPreview = { from: string; to: string; replyTo: string; subject: string; html: string; text: string; };

export type LetterSender = { from: "account"; } | { from: "address"; address: string; name: string; } | { from: "field"; fieldId: number; } | { from: "owner"; } | { from: "user"; userId: number; };
/** A letter to begin with: somebody else's good first draft. */ 
export type LetterTemplate = { key: string; kind: "after" | "ask" | "first" | "invite" | "news" | "plain" | "sell"; name: string; /** What it does, in one or two sentences. */ job: string; purpose: "bulk" | "transactional"; subject: string; preheader: string; body: Document; };

export type Line = { id: number; at: string; kind: string; actor: { type: "api_key" | "app" | "contact" | "import" | "provider" | "step" | "system" | "tool" | "user"; name: null | string; }; version: null | number; trigger: null | number; /** Where it set out from: `{step, exit}` of a move, the step of one by hand or to a goal. */ from: { step: number; exit: number; } | null | number; path: Array<number>; exits: Array<null | number> | null; outcome: "ended" | "failed" | "resting" | "waiting" | null; stepId: null | number; reason: null | string; cause: Event | null; effects: Array<{ stepId: null | number; id: number; kind: string; at: string; recordedAt: string; actor: { type: "api_key" | "app" | "contact" | "import" | "provider" | "step" | "system" | "tool" | "user"; id: null | string; name: null | string; }; record: { objectId: number; id: number; } | null; subject: { type: string; id: null | number; name: null | string; } | null; causeId: null | number; data: { [key: string]: unknown } | null; personal: { [key: string]: unknown }; hands: { from: null | string; to: null | string; } | null; changes: Array<{ fieldId: number; label: string; before: string; after: string; }>; }>; };

export type Listed = { standing: number; failed: number; entered: number; id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; };

export type ListedBroadcast = { id: number; name: string; objectId: number; state: "finished" | "paused" | "running" | "scheduled" | "stopped"; /** Whether it still queues letters, waits for the end of its test, for somebody to choose, or for letters to leave. */ phase: "choosing" | "leaving" | "queueing" | "testing" | null; which: Receivers; /** What the group, or the broadcast that was not opened, is called. */ groupName: null | string; schedule: Schedule; variants: Array<BroadcastVariant>; test: SplitTest | null; startsAt: string; startedAt: null | string; finishedAt: null | string; startedBy: number; startedByName: string; decideAt: null | string; winner: { variant: number; by: "hand" | "measure"; confidence: null | number; } | null; failure: null | string; progress: BroadcastProgress; rates: BroadcastRates; };

export type ListedRule = { ran: number; lastRanAt: string | null; failed: number; problems: MapProblems; actions: Array<{ kind: string; settings: { [key: string]: unknown }; id?: number | undefined; }>; criteria: { [key: string]: unknown } | null; triggers: Array<{ event: string; /** For `date.reached` alone. */ date?: FieldDate | FixedDate | undefined; fields?: Array<number> | undefined; subject?: Array<number> | undefined; criteria?: { [key: string]: unknown } | null | undefined; where?: Array<ContentCondition> | undefined; id?: number | undefined; }>; id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; };

export type ListedTag = { id: number; name: string; /** How many of the records that the viewer may see have it. */ records: number; /** Other names that mean it: what it was called before, and what was merged into it. */ formerly: Array<string>; };

export type LogDays = { taken: number; failed: number; };

export type LogLine = { id: number; at: string; kind: string; causeId: null | number; version: null | number; path: Array<number>; outcome: "ended" | "failed" | "resting" | "waiting" | null; stepId: null | number; trigger: null | number; reason: null | string; };

export type Look = { /** Around the sheet that the words stand on. */ background?: string | undefined; sheet?: string | undefined; text?: string | undefined; accent?: string | undefined; font?: "mono" | "rounded" | "serif" | "system" | undefined; width?: number | undefined; };

export type MailSettings = { fromName: string; fromAddress: string; replyTo: string; smtpHost: string; smtpPort: number; smtpSecurity: "none" | "starttls" | "tls"; smtpUser: string; hasPassword: boolean; testedAt: null | string; /** Which server takes the letters while no host is set here. */ installationHasServer: boolean; /** The address that stands as sender while none is set here. */ fallbackAddress: string; };
/** How the mail of one account does. */ 
export type MailStanding = { accountId: number; name: string; mode: "live" | "practising"; sent: number; hardBounces: number; complaints: number; verdict: "slow" | "stop" | "well"; stops: Array<{ channel: "all" | "email" | "sms"; reason: string; cause: string; at: string; }>; perHour: null | number; heldImports: number; confirmationReview: null | string; strikes: number; };
/** A transport as settings show it; the password never leaves. */ 
export type MailTransport = { id: number; hasPassword: boolean; /** How many letters may leave today while it warms up; null when it does not, or is done. */ warmUpToday: null | number; sentToday: number; name: string; kind: "direct" | "smtp"; stream: "all" | "bulk" | "confirmation" | "transactional"; smtpHost: string; smtpPort: number; smtpSecurity: "none" | "starttls" | "tls"; smtpUser: string; connections: number; pace: Pace | null; warmUp: WarmUp | null; isActive: boolean; };
/** How two maps differ, in the order of the later one, what is gone from it last. */ 
export type MapDifference = { steps: Array<StepDifference>; triggers: Array<TriggerDifference>; /** The rules of the whole map: where it starts, who may enter, how often, quiet hours. */ rules: Array<ValueDifference>; };
/** Everything that keeps a map from running, one clear sentence each, keyed by the step's id, `trigger.ID`, `who`, `exit`, `quiet` or `start`. */ 
export type MapProblems = { [key: string]: string };

export type Me = { identity: { id: string; email: string; name: string; isOperator: boolean; }; accounts: Array<Seat>; };

export type Member = { userId: number; /** Percent of the records; of weighted routers alone. */ percent: number; settings: MemberSettings; };

export type MemberSettings = { /** When the member works; null is always. */ hours: Array<Hours> | null; /** Whose clock the hours are by; null is the account's. */ zone: null | string; capDay: null | number; /** In a week that begins on Monday. */ capWeek: null | number; /** Away from the first to the last of these days. */ away: { from: string; to: string; } | null; };
/** Something a text may ask of a record: `{{ contact.first_name }}`. */ 
export type MergeField = { path: string; label: string; /** Under which heading a picker shows it. */ group: string; /** What formats it can have: of dates (`date: "long"`), of numbers (`number: 2`), of money (`money`). */ type?: "date" | "datetime" | "money" | "number" | undefined; };

export type MergePreviewView = { /** How many records become how many. */ clusters: number; records: number; tried: number; /** In how many of those tried two values stand against each other. */ conflicts: number; policy: "fill" | "keep" | "overwrite"; examples: Array<{ survivor: { id: number; name: string; }; merged: Array<{ id: number; name: string; }>; changes: Array<{ fieldId: number; before: Value; after: Value; }>; }>; };

export type MergeView = { id: number; survivorId: number; survivor: string; mergedId: number; merged: string; at: string; by: null | number; runId: null | number; undoneAt: null | string; kept: Array<string>; canUndo: boolean; };

export type Merged = { survivorId: number; /** One for each record that was merged into the survivor. */ mergeIds: Array<number>; };

export type MessageDetail = { message: EmailMessage; problems: Array<MessageProblem>; mergeFields: Array<MergeField>; statistics: MessageStatistics; };

export type MessageLine = { id: number; objectId: number; name: string; purpose: "bulk" | "confirmation" | "transactional"; subject: string; publishedVersion: null | number; /** Whether it was changed since it was published. */ isChanged: boolean; updatedAt: string; };

export type MessageProblem = { /** `subject`, `body.blocks.2.url`, or `settings` for what is set elsewhere. */ path: string; /** `unreadable`: it cannot be compiled; `missing`: it can be shown, and not be published. */ code: "missing" | "unreadable"; sentence: string; };
/** What stood in it. */ 
export type MessageSource = { subject: string; preheader: string; body: Document; textPart: null | string; };

export type MessageStatistics = { queued: number; captured: number; sent: number; failed: number; uncertain: number; cancelled: number; };
/** What a message said at another time: as it was published, or before it was overwritten. */ 
export type MessageVersion = { /** `version-3`, `draft-17`. */ at: string; version: null | number; savedAt: string; savedBy: null | string; subject: null | string; /** How many letters were made from it. */ letters: number; isCurrent: boolean; canBeRestored: boolean; };

export type MovedPeople = { moved: number; /** Whether the rest moves in the background. */ goesOn: boolean; };

export type NewApiKey = { id: number; /** Names the account, so that no lookup ever has to search all of them: `7-k3…`. */ appId: string; /** Shown now and never again; it begins with `live_`, or `test_` in a sandbox. */ key: string; };

export type Not = { not: Criteria; };

export type Note = { id: number; objectId: number; recordId: number; kind: "call" | "note"; call: Call | null; body: string; authorId: null | number; pinnedAt: string | null; createdAt: string; updatedAt: string; };
/** A notification as the API shows it; names are null where the reader may not see what they name. */ 
export type NotificationView = { id: number; kind: string; topic: "automations" | "conversations" | "mentions" | "records" | "tasks" | "work"; count: number; at: string; isRead: boolean; actorName: null | string; record: { objectId: number; id: number; name: string; } | null; subject: { type: string; id: number; } | null; /** What an automation says, of one event alone; null once the record has been erased. */ words: { subject: string; text: string; } | null; };

export type Object = { tabs: Array<TabShape>; sections: Array<SectionShape>; fields: Array<{ isReadOnly: boolean; id: number; key: string; label: string; type: "address" | "check" | "color" | "country" | "date" | "datetime" | "dropdown" | "email" | "file" | "formula" | "image" | "list" | "longtext" | "number" | "parent" | "phone" | "price" | "related" | "relation" | "rollup" | "sms" | "state" | "text" | "url" | "user"; sectionId: number; position: number; /** The column of records in which the value stands; null when it stands in `values`. */ columnName: "email" | "name" | "sms_number" | null; options: Array<FieldOption>; /** Of which object a parent field's records are. */ parentObjectId: null | number; settings: FieldSettings; isRequired: boolean; isUnique: boolean; sortable: boolean; /** When every record's value had been copied to field_values; null while that is under way. */ sortableSince: string | null; /** When every record's value of a formula or roll-up had been worked out as it is now defined; null while that is under way. */ computedSince: string | null; help: string; deletedAt: string | null; }>; rights: { view: Scope; edit: Scope; delete: Scope; create: boolean; export: boolean; bulk: boolean; }; id: number; key: string; singular: string; plural: string; icon: string; description: string; isCustom: boolean; /** Whether its records are people, who can be written to. */ person: boolean; position: number; };

export type Offset = { fieldId: number; amount: number; unit: "days" | "hours" | "months" | "weeks"; direction: "after" | "before"; yearly: boolean; at?: string | undefined; };

export type Opened = { draft: AutomationMap; published: AutomationMap | null; problems: MapProblems; publishedProblems: MapProblems; id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; };

export type OptionChange = { id: number; fieldId: number; fieldLabel: string; option: string; into: null | string; status: "done" | "running" | "undoing" | "undone"; total: number; changed: number; createdAt: string; finishedAt: string | null; };

export type Otherwise = { do: "first_back"; } | { do: "leave"; } | { do: "user"; userId: number; } | { do: "wait"; };

export type OutboxLetter = { letter: LetterPreview | null; headers: Array<[string, string]>; /** The links of the letter, as this receiver's letter carries them. */ links: Array<{ url: string; follow: string; }>; unsubscribe: null | string; events: Array<{ kind: string; at: string; }>; id: number; status: "cancelled" | "captured" | "failed" | "queued" | "sending" | "sent" | "uncertain"; reason: null | string; messageId: number; messageName: string; objectId: number; recordId: number; recordName: string; address: null | string; subject: null | string; queuedAt: string; sentAt: null | string; };

export type OutboxLine = { id: number; status: "cancelled" | "captured" | "failed" | "queued" | "sending" | "sent" | "uncertain"; reason: null | string; messageId: number; messageName: string; objectId: number; recordId: number; recordName: string; address: null | string; subject: null | string; queuedAt: string; sentAt: null | string; };

export type OutcomeAction = { kind: string; settings: { [key: string]: unknown }; };

export type OwnerCondition = { owner: ReadonlyArray<"me" | "team" | number>; operator: "is" | "is_blank" | "is_not" | "is_not_blank"; };

export type Pace = { perHour: null | number; perDay: null | number; domains: Array<{ domain: string; perHour: number; }>; };

export type Page = { records: Array<{ id: number; uniqueId: string; name: string; ownerId: null | number; emailStatus: number; smsStatus: number; createdAt: string; updatedAt: string; lastActivityAt: string | null; tags: Array<number>; values: { [key: string]: Value }; related: { [key: string]: Value }; }>; parents: Array<{ objectId: number; id: number; name: string; }>; cursor: null | string; before: null | string; sort: string; };

export type PageToken = { id: number; name: string; token: string; origins: Array<string>; createdAt: string; lastUsedAt: string | null; };
/** The record that a parent field points to matches a tree of its own. */ 
export type ParentCondition = { parent: number; matches: Criteria; };

export type ParentTarget = { to: "parent"; fieldId: number; by: "id" | "key" | "name" | number; missing: "blank" | "create" | "reject"; several: "oldest" | "reject"; };

export type Passer = { recordId: number; name: string; times: number; lastAt: string; };

export type PermissionCard = { email: ChannelPermission; topics: Array<TopicStanding>; wishes: { frequency: "all" | "monthly" | "weekly"; pausedUntil: null | string; }; /** Since when a confirmation is waited for, and until when it counts. */ confirmation: { requestedAt: string; expiresAt: string; askedCount: number; } | null; preferencesUrl: null | string; sms: { address: null | string; status: number; }; history: Array<ConsentLine>; };

export type PermissionSettings = { doubleOptIn: "off" | "optional" | "required"; confirmDays: number; confirmationMessageId: null | number; confirmationReview: "approved" | "provisional" | "refused" | "standard"; confirmationNote: null | string; mostADay: null | number; mostAWeek: null | number; offersFrequency: boolean; offersPause: boolean; correctableFields: Array<number>; };

export type Person = { positionId: number; recordId: number; name: string; state: "failed" | "ready" | "resting" | "waiting"; dueAt: string | null; isHeld: boolean; arrivedAt: string; failure: null | string; version: number; };
/** A person of a report with their address, null where the viewer may not see addresses. */ 
export type PersonBehind = { letterId: number; objectId: number; recordId: number; name: string; at: null | string; detail: null | string; address: null | string; };
/** A thing of the file, and what becomes of it. */ 
export type PlannedThing = { /** `user:1` */ key: string; what: "automation" | "field" | "group" | "message" | "object" | "option" | "other" | "record" | "role" | "router" | "score" | "secret" | "tag" | "taskTemplate" | "user"; name: string; /** The object it belongs to, by its plural, where that says more than the name; of a value that stayed behind, the host it is for. */ of: null | string; /** It is here under this name; it will be made; somebody must choose; its place is left open. */ status: "choose" | "found" | "new" | "open"; id: null | number; mayMake: boolean; /** What may be chosen instead. */ candidates: Array<{ id: number; name: string; }>; };

export type PortableMap = { format: "quayside-map-1"; name: string; object: number; map: AutomationMap; things: Things; };

export type Position = { automationId: number; automation: string; isPaused: boolean; stepId: number; state: "failed" | "ready" | "resting" | "waiting"; dueAt: string | null; isHeld: boolean; arrivedAt: string; failure: null | string; };

export type PreviewedFormula = { /** The formula as it would be kept, and as people read it. */ expression: string; text: string; records: Array<{ id: number; name: string; value: Value; shown: string; }>; };

export type Question = { operator: string; values?: ReadonlyArray<boolean | number | string> | undefined; amount?: number | undefined; unit?: "days" | "hours" | "months" | "weeks" | "years" | undefined; };

export type QuietHours = { from: string; to: string; /** Days on which it is quiet all day, 1 being Monday. */ weekdays: Array<number>; zone: "account" | "contact" | "owner"; };

export type Reach = { total: number; reached: number; refused: Array<{ reason: "account_stopped" | "capped" | "deleted" | "hard_bounce" | "no_address" | "no_postal_address" | "operator_stopped" | "operator_suppressed" | "paused" | "pending_review" | "suppressed" | "topic_declined" | "topic_not_chosen" | "transactional_only" | "unconfirmed"; count: number; }>; };

export type Reading = { encoding: "big5" | "euc-jp" | "euc-kr" | "gb18030" | "iso-8859-1" | "iso-8859-15" | "iso-8859-2" | "koi8-r" | "macintosh" | "shift_jis" | "utf-16be" | "utf-16le" | "utf-8" | "windows-1250" | "windows-1251" | "windows-1252" | "windows-1253" | "windows-1254" | "windows-1255" | "windows-1256"; delimiter: "\t" | "," | ";" | "|"; hasHeader: boolean; /** What happens to a row with fewer cells than the file has columns. */ shortRows: "fill" | "reject"; /** The row that names the columns, or is the first of data; found out when left out. */ headerRow?: number | undefined; /** Which sheet of a workbook. */ sheet?: string | undefined; };

export type Receivers = { ids?: Array<number> | undefined; except?: Array<number> | undefined; group?: number | undefined; criteria?: Criteria | undefined; search?: string | undefined; /** A broadcast that is over: those of its receivers who neither opened it nor followed a link in it. */ unopenedOf?: number | undefined; };

export type Record = { objectId: number; id: number; uniqueId: string; name: string; ownerId: null | number; emailStatus: number; smsStatus: number; createdAt: string; updatedAt: string; lastActivityAt: string | null; importId: null | number; version: number; tags: Array<{ id: number; name: string; addedAt: string; }>; parents: Array<{ objectId: number; id: number; name: string; }>; values: { [key: string]: Value }; may: { edit: boolean; delete: boolean; }; };
/** A record as programs read it. */ 
export type RecordResource = { id: number; uniqueId: string; objectId: number; name: string; ownerId: null | number; emailStatus: number; smsStatus: number; createdAt: string; updatedAt: string; lastActivityAt: string | null; version: number; tags: Array<{ id: number; name: string; }>; /** Values in stored form by the fields' names: those asked for, or all that are not blank. */ fields: { [key: string]: Value }; };

export type Recurrence = { every: "day" | "month" | "week" | "year"; interval: number; /** Whether the next one is made when this one is completed, or when it is due, done or not. */ next: "completed" | "due"; from: string; at: string; weekdays?: Array<number> | undefined; monthDay?: number | undefined; until?: string | undefined; };

export type RefusedRow = { status: "refused"; /** The record it was about, where there is one. */ id: null | number; /** Stable; as the refusal of a single call would say it. */ code: string; problem: string; /** By field, what is wrong with its value. */ fields: { [key: string]: string }; };
/** The first rows as they would be stored. */ 
export type Rehearsal = { rows: Array<RehearsedRow>; /** Ids and names of the fields that stand in the rows, in order of the columns. */ fields: Array<{ id: number; label: string; }>; counts: { created: number; updated: number; unchanged: number; rejected: number; parents: number; }; made: Array<TransferMadeThing>; };

export type RehearsedRow = { row: number; outcome: "created" | "rejected" | "unchanged" | "updated"; reason?: string | undefined; /** The record it changes. */ recordId?: number | undefined; name?: string | undefined; /** Values by field, as they are shown; `before` where another one stands now. */ cells: { [key: string]: { after: string; before?: string | undefined; } }; tags?: Array<string> | undefined; /** What becomes of the permission for e-mail and texts, where the file says anything of it. */ says?: { email?: Said | undefined; sms?: Said | undefined; } | undefined; };

export type RelatedPage = { objectId: number; count: number; records: Array<{ id: number; name: string; addedAt: string; }>; /** Where the next page begins; null when this is the last. */ cursor: null | string; };

export type Relation = { objectId: number; fieldId: number; label: string; /** Whether it is a relation of many to many, whose field is this record's own; else a field of theirs points here. */ isLinked: boolean; count: number; /** The first by name. */ records: Array<{ id: number; name: string; }>; };
/** So many records are related by a relation field and match (at least one unless `count` says otherwise). */ 
export type RelationCondition = { relation: number; matches?: Criteria | undefined; count?: Count | undefined; };

export type RelationTarget = { to: "relation"; fieldId: number; by: "id" | "key" | "name" | number; separator: "\n" | "," | ";" | "|"; missing: "blank" | "create" | "reject"; several: "oldest" | "reject"; };

export type ReminderSettings = { amount: number; unit: "days" | "hours" | "minutes"; };

export type Report = { counts: ReportCounts; variants: Array<ReportVariant>; /** How the arms of the test did by what it is measured by; null where nothing was tested. */ result: SplitResult | null; links: Array<ReportLink>; domains: Array<ReportDomain>; /** Of letters that came back, were not taken, or were kept from leaving. */ reasons: Array<{ outcome: "bounced" | "cancelled" | "deferred" | "failed"; reason: string; count: number; }>; };
/** `sent`: handed over, or kept in the Outbox of an account that practises. `delivered`: sent, and not come back. `opened` and `clicked` by people; `machineOpened`: by a program on its own, so that nobody can tell whether a person read it too. `unopened`: delivered, and neither of both. */ 
export type ReportCounts = { waiting: number; sent: number; delivered: number; deferred: number; bounced: number; failed: number; uncertain: number; cancelled: number; opened: number; machineOpened: number; unopened: number; clicked: number; machineClicked: number; replied: number; unsubscribed: number; complained: number; };

export type ReportDomain = { /** Of the receivers' addresses; null for all those that stand not among the largest. */ domain: null | string; counts: ReportCounts; };

export type ReportLink = { variant: null | number; /** As it stands in the message. */ url: string; people: number; };

export type ReportVariant = { variant: number; /** All of its letters, those of the test and, of a winner, those of the others. */ counts: ReportCounts; test: { delivered: number; opened: number; clicked: number; }; };

export type ResourcePage = { records: Array<RecordResource>; /** Where the next page begins: to be sent as `after`. Null when this is the last. */ next: null | string; /** How many there are in all, where that was asked. */ count?: number | undefined; /** The records that parent fields point to, where they were to be included. */ parents?: Array<{ objectId: number; id: number; name: string; }> | undefined; };

export type RestoredField = { label: string; /** Whether it was unique and no longer is, because two records have the same value by now. */ lostUnique: boolean; };

export type ReviewFinding = { code: "bounced_before" | "disposable" | "growth" | "known_bad" | "look_alike" | "role_addresses" | "unreadable"; count: number; /** Of all people of the import, in percent. */ percent: number; /** Whether it alone holds the import. */ holds: boolean; };

export type Rights = { account: Array<"account.golive" | "automations.manage" | "fields.manage" | "forms.manage" | "groups.manage" | "inbox.use" | "keys.manage" | "leads.manage" | "messages.manage" | "outbox.view" | "privacy.erase" | "records.import" | "roles.manage" | "settings.manage" | "users.manage">; objects: { [key: string]: { view: "all" | "none" | "own" | "team"; edit: "all" | "none" | "own" | "team"; delete: "all" | "none" | "own" | "team"; create: boolean; export: boolean; bulk: boolean; sections: { [key: string]: "edit" | "hidden" | "view" }; } }; otherObjects: { view: "all" | "none" | "own" | "team"; edit: "all" | "none" | "own" | "team"; delete: "all" | "none" | "own" | "team"; create: boolean; export: boolean; bulk: boolean; sections: { [key: string]: "edit" | "hidden" | "view" }; }; };

export type Role = { id: number; name: string; isOwner: boolean; managerRoleId: null | number; rights: Rights; userCount: number; };

export type Router = { id: number; objectId: number; name: string; settings: RouterSettings; revision: number; updatedAt: string; waiting: number; /** When somebody is next there for those who wait. */ wakesAt: null | string; };

export type RouterSettings = { how: "turns" | "weighted"; members: Array<Member>; otherwise: Otherwise; /** Whether records that have an owner keep them. */ keepOwner: boolean; };
/** What became of one row of a set. */ 
export type RowResult = WrittenRow | RefusedRow;

export type Rule = { problems: MapProblems; actions: Array<{ kind: string; settings: { [key: string]: unknown }; id?: number | undefined; }>; criteria: { [key: string]: unknown } | null; triggers: Array<{ event: string; /** For `date.reached` alone. */ date?: FieldDate | FixedDate | undefined; fields?: Array<number> | undefined; subject?: Array<number> | undefined; criteria?: { [key: string]: unknown } | null | undefined; where?: Array<ContentCondition> | undefined; id?: number | undefined; }>; id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; };

export type RuleSample = { looked: number; clusters: number; records: number; /** A few of those that would be found, by name. */ examples: Array<Array<string>>; };
/** What the rows of a file say of somebody: of several rows, one may know of a complaint and another of a mailbox that is gone. */ 
export type Said = "bounced" | "complained" | "complained_bounced" | "in" | "none" | "out" | "pending";
/** A block kept for use in many documents. */ 
export type SavedBlock = { id: number; updatedAt: string; name: string; blocks: Array<Block>; };

export type Schedule = { when: "at"; at: string; } | { when: "local"; at: string; } | { when: "now"; } | { when: "spread"; at: null | string; hours: number; };
/** How far a right reaches: no record, one's own, those of one's team (the people below one's role), or all. */ 
export type Scope = "all" | "none" | "own" | "team";

export type Score = { id: number; objectId: number; fieldId: number; bandFieldId: number; name: string; settings: ScoreSettings; revision: number; updatedAt: string; /** The looking through of all records after a change of the model, where one is under way. */ sweep: { done: number; total: number; isStopped: boolean; } | null; isStopped: boolean; broken: { [key: string]: string }; };

export type ScoreLine = CriteriaLine | EventLine;

export type ScoreSettings = { lines: Array<ScoreLine>; decay: Decay | null; floor: number; cap: number; bands: Array<Band>; /** The highest line id ever given: they are never given again, so that no line inherits another's points. */ lastId: number; };

export type SearchCondition = { search: string; };

export type Seat = { id: number; name: string; kind: "client" | "operator" | "sandbox"; mode: "live" | "practising"; parentAccountId: null | number; userId: number; roleName: string; clockOffsetMs: number; };

export type SecretState = { madeAt: null | string; /** Until when the one before it signs too. */ previousEndsAt: null | string; };

export type SectionBlock = { type: "section"; columns: Array<{ blocks: Array<InnerBlock>; /** In percent of the stripe; equal shares when left out. */ width?: number | undefined; }>; background?: string | undefined; /** Above and below. */ padding?: number | undefined; id?: string | undefined; on?: "desktop" | "phone" | undefined; };

export type SectionShape = { id: number; name: string; description: string; position: number; tabId: number; };

export type SeenPage = { at: string; address: string; referrer: null | string; utm: { [key: string]: string } | null; };

export type SendingDomain = { id: number; name: string; state: "failing" | "verified" | "waiting"; returnPathHost: string; trackingHost: string; usesReturnPath: boolean; usesTracking: boolean; /** How letters from it meet DMARC, in a sentence or two. */ alignment: string; selector: string; /** The selector that waits to take over. */ nextSelector: null | string; /** Selectors whose record may be taken out of the DNS from the time given on. */ retired: Array<{ selector: string; removableAt: string; }>; findings: Array<DomainFinding>; checkedAt: null | string; };
/** What is stopped and what is slowed down. */ 
export type SendingStanding = { stopped: Array<{ channel: "all" | "email" | "sms"; stoppedAt: string; reason: string; /** Who stopped it: only what the account stopped itself can it resume. */ by: "abuse" | "account" | "bounces" | "complaints" | "operator"; }>; slowed: { perHour: number; reason: string; since: string; } | null; };

export type Session = { id: string; isCurrent: boolean; startedAt: string; lastSeenAt: string; ipAddress: string; userAgent: string; };
/** How a published form gets to people. */ 
export type Share = { url: string; /** Its page under its number, which stays whatever address it is given. */ lastingUrl: string; inline: string; frame: string; html: string; };

export type SharedValue = { value: string; records: number; };

export type ShownTask = { outcomes: Array<{ id: number; label: string; steps: number; }>; form: Array<{ fieldId: number; required: boolean; value: Value; }>; version: null | number; history: Array<Event>; id: number; objectId: null | number; recordId: null | number; recordName: null | string; subject: string; body: string; assigneeId: null | number; roleId: null | number; templateId: null | number; dueAt: string | null; status: TaskStatus; outcome: null | string; note: string; reminders: Array<ReminderSettings>; recurrence: Recurrence | null; failures: Array<{ kind: string; sentence: string; }>; completedAt: string | null; completedBy: null | number; createdAt: string; };

export type ShownWhen = { fieldId: number; is: "answered" | "equals" | "not_equals"; value: string; };

export type SignUpOptions = { signUp: { isOpen: boolean; reason: null | string; }; /** For one's own company, without plans, fees or service terms, or for others too; undefined until set up. */ hosting?: "hosts" | "own" | undefined; /** The age people confirm at sign-up; higher where the services offered ask for it. */ minimumAge: number; /** The version of the terms that newcomers accept. */ termsVersion: string; };

export type SimulatedStep = { id: number; arrived: number; exits: Array<number>; /** Still there on the last day, set aside ones not among them. */ standing: number; failed: number; };

export type Simulation = { id: number; status: "done" | "failed" | "running" | "stopped"; asked: AskedSimulation; revision: number; chosen: number; played: number; createdAt: string; found: { stuck: Array<{ name: string; recordId: number; stepId: number; /** Null for who waits for ever. */ reason: null | string; since: string; }>; tried: number; entered: number; /** Records that somebody else was changing all the while. */ skipped: number; ended: number; standing: number; failed: number; /** Milliseconds until half, and nine of ten, of those who came to an end were there; null when nobody did. */ median: null | number; slow: null | number; steps: Array<SimulatedStep>; /** What steps did, by the kinds of actions; of those that reach people, how many were refused and why. */ actions: Array<{ stepId: number; kind: string; channel: null | string; done: number; refused: Array<{ reason: string; records: number; }>; }>; /** Messages that would leave, by day and channel. */ days: Array<{ day: string; channel: string; done: number; refused: number; }>; stuckInAll: number; isCut: boolean; } | null; };
/** How far making a field sortable has come. `done` is a share: 1 when lists can be sorted by it. */ 
export type SortableState = { sortable: boolean; done: number; };
/** What became of a file, or of a time nothing could be fetched. */ 
export type SourceFileView = { id: number; fileName: null | string; fileSize: null | number; status: "failed" | "held" | "imported" | "refused" | "same"; sentence: null | string; importId: null | number; counts: { created: number; updated: number; rejected: number; } | null; /** Whether its import still runs. */ isRunning: boolean; fetchedAt: string; };

export type SourceSchedule = { every: "day"; at: string; } | { every: "hours"; hours: number; } | { every: "week"; weekday: number; at: string; };
/** A source as the API shows it: never with its password. */ 
export type SourceView = { id: number; name: string; objectId: number; columns: Array<string>; host: string; port: number; user: string; auth: "key" | "password"; hasPassword: boolean; /** The fingerprint by which the server is known; null until it was first connected to. */ hostKey: null | string; folder: string; pattern: string; whenDone: "delete" | "leave" | "move"; doneFolder: null | string; schedule: SourceSchedule; needsEncryption: boolean; needsSignature: boolean; senderKey: null | string; permission: string; paused: boolean; isRunning: boolean; nextAt: null | string; lastAt: null | string; failure: null | string; createdBy: number; };
/** One rule that a letter met. */ 
export type SpamRule = { name: string; points: number; /** What it says, in SpamAssassin's own words. */ about: string; };

export type SpamScore = { score: number; rules: Array<SpamRule>; };

export type Split = { stepId: number; isMeasured: boolean; isEarly: boolean; leader: null | number; variants: Array<{ /** The share that won; null while nobody is decided. */ rate: null | number; /** Where the true share lies with 95 % probability. */ low: number; high: number; /** The probability that no other variant is better. */ best: number; exit: number; taken: number; decided: number; won: number; } | { rate: null; low: null; high: null; best: null; exit: number; taken: number; decided: number; won: number; }>; winner: { exit: number; chosenAt: string; chosenBy: null | string; confidence: null | number; } | null; };

export type SplitResult = { /** Too few are decided for any of this to mean something: say so, and nothing else. */ isEarly: boolean; variants: Array<VariantResult>; /** The variant most probably the best. */ leader: number; /** The probability that it is. */ confidence: number; };

export type SplitTest = { share: number; by: "clicks" | "hand" | "opens"; waitMinutes: number; };

export type Status = "draft" | "paused" | "published";

export type Step = { id: number; kind: string; settings: { [key: string]: unknown }; next: Array<null | number>; };
/** How many stand on one step of a map, and how many came and went. */ 
export type StepCount = { id: number; /** Stand here now and will go on. */ standing: number; /** Of those, how many are held. */ held: number; /** Were set aside here. */ failed: number; /** Came here. */ arrived: number; /** Left by each exit. */ exits: Array<number>; };

export type StepDifference = { stepId: number; difference: Difference; before: Step | null; after: Step | null; /** Whether another kind of step stands under this id now: another step, for those who stand on it. */ isReplaced: boolean; settings: Array<ValueDifference>; exits: Array<{ exit: number; before: null | number; after: null | number; }>; };

export type StepEffect = { stepId: number; fate: Fate; /** As those who stand there know it: by the latest version that they came with. */ before: Step | null; after: Step | null; settings: Array<ValueDifference>; exits: Array<{ exit: number; before: null | number; after: null | number; }>; now: number; failed: number; resting: number; paused: number; versions: Array<{ version: number; records: number; }>; /** What is proposed for those on a step that is gone. */ proposal: { do: "end"; } | { do: "keep"; } | { do: "move"; to: number; } | null; };

export type StepSettings = { kind: string; /** What `settings` of such a step may be, as JSON Schema. */ settings: { [key: string]: unknown }; };
/** An uploaded file as a record names it; an image also says how large it is, in pixels. */ 
export type StoredFile = { id: number; name: string; size: number; type: string; width?: number | undefined; height?: number | undefined; };

export type Submission = { id: number; version: number; at: string; record: { objectId: number; id: number; name: string; } | null; isNew: boolean; /** What was answered, as a person reads it; null once the person was erased. */ answers: Array<{ label: string; value: string; }> | null; consents: Array<{ channel: string; words: string; }>; page: null | string; campaign: null | string; country: null | string; };
/** A kind of event that can be subscribed to. */ 
export type SubscribableEvent = { kind: string; /** A key of the message catalogue. */ label: string; /** The part of the product that records it. */ domain: string; subject: null | string; };

export type Subscription = { id: number; url: string; host: string; events: Array<{ kind: string; subjectId: null | number; objectId: null | number; }>; format: "form" | "json"; fields: "all" | "id" | "light"; only: { objectId: number; criteria: Criteria; } | null; /** With whose rights it sees. */ user: { id: number; name: string; }; state: "active" | "ended" | "paused"; reason: SubscriptionReason | null; stateAt: string; madeAt: string; failingSince: null | string; failures: number; triedAt: null | string; triedStatus: null | number; takenAt: null | string; /** How many deliveries wait. */ waiting: number; };
/** Why a subscription is paused or ended: a key of the message catalogue. */ 
export type SubscriptionReason = "dead" | "gone" | "person" | "too_many" | "user_left";

export type Supposition = { stepId: number; share: number; within: { amount: number; unit: "days" | "hours" | "minutes" | "months" | "weeks"; }; };

export type SuppressionCounts = { total: number; byReason: Array<{ reason: string; reach: "all" | "bulk"; count: number; }>; };

export type SystemCondition = { operator: string; system: "created" | "email_status" | "id" | "import" | "last_activity" | "name" | "sms_status" | "unique_id" | "updated"; values?: ReadonlyArray<boolean | number | string> | undefined; amount?: number | undefined; unit?: "days" | "hours" | "months" | "weeks" | "years" | undefined; };
/** A page of a record's fields: sections stand in tabs. */ 
export type TabShape = { id: number; name: string; position: number; };

export type TagChange = { id: number; tag: string; into: null | string; status: "done" | "running" | "undoing" | "undone"; total: number; changed: number; createdAt: string; finishedAt: string | null; };

export type TagCondition = { tag: ReadonlyArray<number>; operator: "has_all" | "has_any" | "has_none"; };

export type TakenLines = { taken: number; known: number; /** Lines that are neither an address nor a hash, the first few. */ unread: Array<string>; };

export type Target = ParentTarget | RelationTarget | { to: "field"; fieldId: number; written?: Written | undefined; /** Values that are no option yet become options. */ newOptions?: boolean | undefined; } | { to: "key"; } | { to: "new"; label: string; type: "address" | "check" | "color" | "country" | "date" | "datetime" | "dropdown" | "email" | "file" | "formula" | "image" | "list" | "longtext" | "number" | "parent" | "phone" | "price" | "related" | "relation" | "rollup" | "sms" | "state" | "text" | "url" | "user"; written?: Written | undefined; } | { to: "note"; } | { to: "owner"; } | { to: "permission"; channel: "email" | "sms"; says: "address" | "bounced" | "complained" | "opted-in" | "opted-out" | "since" | "source" | "status" | "until"; } | { to: "skip"; } | { to: "tags"; };

export type Task = { id: number; objectId: null | number; recordId: null | number; recordName: null | string; subject: string; body: string; assigneeId: null | number; roleId: null | number; templateId: null | number; dueAt: string | null; status: TaskStatus; outcome: null | string; note: string; reminders: Array<ReminderSettings>; recurrence: Recurrence | null; failures: Array<{ kind: string; sentence: string; }>; completedAt: string | null; completedBy: null | number; createdAt: string; };

export type TaskAssignee = { to: "owner"; } | { to: "role"; id: number; } | { to: "user"; id: number; };

export type TaskCounts = { /** By tab; `more` where there are more than were counted. */ tabs: { done: { count: number; more: boolean; }; today: { count: number; more: boolean; }; overdue: { count: number; more: boolean; }; upcoming: { count: number; more: boolean; }; }; /** Waiting for somebody of the viewer's role. */ roles: { count: number; more: boolean; }; outcomes: Array<{ outcome: string; count: number; }>; };

export type TaskOutcome = { id: number; label: string; actions: Array<OutcomeAction>; };

export type TaskStatus = "cancelled" | "complete" | "pending";

export type TaskTemplate = { id: number; objectId: number; name: string; subject: string; body: string; assignee: TaskAssignee; due: DueSettings | null; reminders: Array<ReminderSettings>; outcomes: Array<TaskOutcome | { id: number; label: string; }>; fields: Array<FormField>; };

export type Template = { key: string; job: Job; name: string; summary: string; needs: Array<string>; tells: Array<ToldByProgram>; steps: number; messages: Array<string>; };

export type TemplateView = { id: number; name: string; shortcut: string; text: string; isShared: boolean; };

export type TemplateWhole = { map: AutomationMap; things: Things; letters: Array<AutomationsMessage>; key: string; job: Job; name: string; summary: string; needs: Array<string>; tells: Array<ToldByProgram>; steps: number; messages: Array<string>; };

export type TestOutcome = { /** The delivery in the log. */ id: number; taken: boolean; status: null | number; reason: null | string; tookMs: null | number; answer: null | string; };

export type Things = { object: { [key: string]: { gone: true; } | { key: string; singular: string; plural: string; } }; field: { [key: string]: { gone: true; } | { object: number; label: string; type: "address" | "check" | "color" | "country" | "date" | "datetime" | "dropdown" | "email" | "file" | "formula" | "image" | "list" | "longtext" | "number" | "parent" | "phone" | "price" | "related" | "relation" | "rollup" | "sms" | "state" | "text" | "url" | "user"; /** Fields that every account has, by their number everywhere. */ standard?: number | undefined; /** How the letters of the file call it: `{{ contact.KEY }}`. */ key?: string | undefined; options?: Array<string> | undefined; values?: "option" | "record" | "user" | undefined; optionsOf?: { object: number; field: number; } | undefined; leadsTo?: number | undefined; } }; option: { [key: string]: { gone: true; } | { object: number; field: number; label: string; } }; tag: { [key: string]: { gone: true; } | { object: number; name: string; } }; group: { [key: string]: { gone: true; } | { object: number; name: string; criteria: Criteria; } }; message: { [key: string]: AutomationsMessage | { gone: true; } }; taskTemplate: { [key: string]: { gone: true; } | { name: string; fields: Array<FormField>; due: DueSettings | null; subject: string; body: string; assignee: TaskAssignee; reminders: Array<ReminderSettings>; outcomes: Array<{ label: string; actions: Array<OutcomeAction>; /** Left out of a new one. */ id?: number | undefined; }>; object: number; } }; automation: { [key: string]: { gone: true; } | { name: string; object: number; isSelf?: boolean | undefined; } }; user: { [key: string]: { gone: true; } | { name: string; } }; role: { [key: string]: { gone: true; } | { name: string; } }; router: { [key: string]: { gone: true; } | { name: string; } }; score: { [key: string]: { gone: true; } | { name: string; } }; record: { [key: string]: { gone: true; } }; other: { [key: string]: { gone: true; } }; /** A value of a webhook that lets somebody in elsewhere: it stays where it is, its place in the map is empty. */ secret: { [key: string]: { gone: true; } | { name: string; of: string; } }; };
/** Something that a program has to tell of a record (`POST /api/records/0/ID/events`) while nothing in the product happens by that name. */ 
export type ToldByProgram = { /** `order.started` */ name: string; /** When it is to be told, and what it does to the map. */ when: string; };
/** A tool as the account's owner sees it. */ 
export type ToolLine = { name: string; title: string; description: string; area: "account" | "automations" | "forms" | "groups" | "inbox" | "messages" | "notes" | "records" | "reports" | "tags" | "tasks"; effect: "changes" | "reads" | "removes" | "sends"; isOn: boolean; /** Whether it is on unless somebody switches it. */ isOnAtFirst: boolean; scopes: Array<string>; lastUsedAt: null | string; };

export type ToolSettings = { /** Whether any tool may be called at all. */ isOpen: boolean; /** Where assistants connect. */ address: string; tools: Array<ToolLine>; };

export type Topic = { id: number; name: string; description: string; names: { en?: { name: string; description: string; } | undefined; de?: { name: string; description: string; } | undefined; }; isPublic: boolean; begins: "in" | "out"; position: number; archived: boolean; /** How many people chose it, and how many declined it. */ chosen: number; declined: number; };
/** Whether letters about one topic reach a person, and why not. */ 
export type TopicStanding = { id: number; name: string; isPublic: boolean; wanted: boolean; refusal: "account_stopped" | "capped" | "deleted" | "hard_bounce" | "no_address" | "no_postal_address" | "operator_stopped" | "operator_suppressed" | "paused" | "pending_review" | "suppressed" | "topic_declined" | "topic_not_chosen" | "transactional_only" | "unconfirmed" | null; };
/** A field an import made, or an option it added to one. */ 
export type TransferMadeThing = { what: "field" | "option"; fieldId: number; label: string; };

export type Tried = { members: Array<{ userId: number; today: number; week: number; absence: Absence | null; back: null | string; }>; next: Array<Decision>; };

export type TriedSource = { hostKey: string; /** Files that fit the pattern, the first of them. */ files: Array<{ name: string; size: number; }>; count: number; };

export type TriggerDifference = { triggerId: number; /** The goal it belongs to; null for what brings people onto the map. */ goal: null | number; difference: Difference; before: AutomationsTrigger | null; after: AutomationsTrigger | null; };

export type Unmerged = { survivorId: number; mergedId: number; /** What stays as the merge made it, in sentences. */ kept: Array<string>; };

export type User = { id: number; name: string; email: string; roleId: number; roleName: string; isOwner: boolean; exceptions: Exceptions | null; timeZone: null | string; joinedAt: string; leftAt: string | null; hasLeft: boolean; };

export type Utm = { source: string; medium: string; campaign: string; content: string; term: string; };
/** How a value of each type is stored, in JSON and in every API: text, longtext, email, phone, sms (E.164), country (ISO 3166), state, url are texts; number is a number; price an integer of the account's currency in minor units; check is true or false; date `2026-03-31`; datetime ISO 8601 in UTC with milliseconds; dropdown an option's id, list an array of them; parent a record's id; user a user's id; color `#rrggbb`; address an object of the parts that are not blank (the country ISO 3166); image and file an object that names the upload. Formula and rollup keep what they give as a field of their result type would. Of relation and related nothing stands in the record's values. Blank is null. */ 
export type Value = Address | StoredFile | Array<number> | boolean | null | number | string;
/** One value that two maps say differently; `path` is where it stands (`offset.amount`, `branches.1.name`). Null where one has none. */ 
export type ValueDifference = { path: string; before?: unknown | undefined; after?: unknown | undefined; };

export type VariantResult = { /** The share that won; null while nobody is decided. */ rate: null | number; /** Where the true share lies with 95 % probability. */ low: number; high: number; /** The probability that no other variant is better. */ best: number; };

export type Version = { version: number; name: string; note: string; publishedAt: string; publishedBy: null | string; standing: number; isCurrent: boolean; };

export type View = { id: number; objectId: number; name: string; userId: number; shared: boolean; roleIds: Array<number>; isDefault: boolean; mayChange: boolean; settings: ViewSettings; problem: null | string; version: number; };

export type ViewSettings = { mode: "cards" | "table"; columns: Array<string>; widths: { [key: string]: number }; sort: string; criteria: Criteria | null; group: null | number; foot: { [key: string]: "average" | "filled" | "max" | "min" | "sum" }; search?: string | undefined; cards?: { [key: string]: unknown } | undefined; };

export type VisitSettings = { isOn: boolean; domains: Array<string>; consent: "after_consent" | "at_once" | "never"; cookieDays: number; siteKey: string; /** What goes into the head of each page. */ snippet: string; /** When a page last told of a visit, and which one. */ seen: { at: string; address: string; } | null; /** The latest page that told of one although its domain is not named. */ refused: { at: string; host: string; } | null; /** Of the last thirty days, the latest first. */ days: Array<{ day: string; views: number; visits: number; visitors: number; }>; /** The pages looked at most in the last thirty days. */ pages: Array<{ address: string; views: number; }>; };
/** So many of one thing that wait. `label` is a key of the message catalogue (`waiting.letters`); `place` where to look at them. */ 
export type Waiting = { label: string; name?: string | undefined; count: number; /** How many of them go on, or leave, before the time asked about; all of them when left out. */ soon?: number | undefined; place?: string | undefined; };

export type WarmUp = { startedOn: string; first: number; /** Percent of the day before: 150 is half as many again. */ growth: number; days: number; };

export type Way = { record: { id: number; objectId: number; name: string; }; lines: Array<Line>; standing: Array<{ version: number; automationId: number; automation: string; isPaused: boolean; stepId: number; state: "failed" | "ready" | "resting" | "waiting"; dueAt: string | null; isHeld: boolean; arrivedAt: string; failure: null | string; }>; versions: Array<{ version: number; map: AutomationMap; publishedAt: string; }>; isCut: boolean; };

export type WebhookDetail = { /** Null once what was personal has been erased. */ url: null | string; headers: Array<{ name: string; value: string; }> | null; body: null | string; tookMs: null | number; triedAt: null | string; responseHeaders: Array<{ name: string; value: string; }> | null; responseBody: null | string; repeats: null | number; mayRepeat: boolean; id: number; status: "cancelled" | "captured" | "failed" | "queued" | "sending" | "sent" | "waiting"; reason: null | string; method: string; host: string; /** Whose it is, and of what kind of event it tells; null of a step of a map. */ subscriptionId: null | number; event: null | string; /** Null where the event is about no record. */ record: { objectId: number; id: number; name: string; } | null; attempts: number; responseStatus: null | number; madeAt: string; dueAt: null | string; settledAt: null | string; };

export type WebhookLine = { id: number; status: "cancelled" | "captured" | "failed" | "queued" | "sending" | "sent" | "waiting"; reason: null | string; method: string; host: string; /** Whose it is, and of what kind of event it tells; null of a step of a map. */ subscriptionId: null | number; event: null | string; /** Null where the event is about no record. */ record: { objectId: number; id: number; name: string; } | null; attempts: number; responseStatus: null | number; madeAt: string; dueAt: null | string; settledAt: null | string; };

export type Written = { dateOrder?: "dmy" | "mdy" | "ymd" | undefined; decimal?: "," | "." | undefined; /** ISO 3166 code: how telephone numbers without one are read. */ country?: string | undefined; timeZone?: string | undefined; /** What happens to a row whose cell cannot be read: it is rejected (as it is when this is left out), or the cell counts as blank. */ unreadable?: "blank" | "reject" | undefined; };

export type WrittenRow = { status: "created" | "deleted" | "unchanged" | "updated"; id: number; };

export type SignUpBody = { name: string; hasSingleName?: boolean | undefined; email: string; password: string; companyName: string; timeZone?: string | undefined; currency?: string | undefined; ageConfirmed: true; termsVersion: string; /** A field no person sees; what fills it in is a program. */ website?: string | undefined; /** The solved proof of work, as the widget gives it. */ proof: string; };

export type TokenOnlyBody = { token: string; };

export type EmailOnlyBody = { email: string; };

export type SetUpBody = { token: string; name: string; hasSingleName?: boolean | undefined; email: string; password: string; hosting: "own" | "hosts"; companyName: string; timeZone: string; currency: string; };

export type SignInBody = { email: string; password: string; };

export type ResetPasswordBody = { token: string; password: string; };

export type ChangePasswordBody = { currentPassword: string; password: string; };

export type AcceptInvitationBody = { token: string; name?: string | undefined; hasSingleName?: boolean | undefined; password?: string | undefined; ageConfirmed?: boolean | undefined; termsVersion?: string | undefined; };

export type NewAccountBody = { name: string; timeZone?: string | undefined; currency?: string | undefined; };

export type AccountChangesBody = { name?: string | undefined; timeZone?: string | undefined; locale?: string | undefined; currency?: string | undefined; country?: string | null | undefined; postalAddress?: string | undefined; /** How many calls of programs a minute the account lets through. */ callsPerMinute?: number | undefined; };

export type MoveClockBody = { by: "hour" | "day" | "next"; } | { byMs: number; } | { to: string; };

export type UpdateUserBody = { name?: string | undefined; roleId?: number | undefined; exceptions?: { allow?: ReadonlyArray<"users.manage" | "roles.manage" | "settings.manage" | "keys.manage" | "fields.manage" | "records.import" | "automations.manage" | "messages.manage" | "groups.manage" | "leads.manage" | "forms.manage" | "account.golive" | "privacy.erase" | "outbox.view" | "inbox.use"> | undefined; withhold?: ReadonlyArray<"users.manage" | "roles.manage" | "settings.manage" | "keys.manage" | "fields.manage" | "records.import" | "automations.manage" | "messages.manage" | "groups.manage" | "leads.manage" | "forms.manage" | "account.golive" | "privacy.erase" | "outbox.view" | "inbox.use"> | undefined; objects?: { [key: string]: { view: "none" | "own" | "team" | "all"; edit: "none" | "own" | "team" | "all"; delete: "none" | "own" | "team" | "all"; create: boolean; export: boolean; bulk: boolean; sections?: { [key: string]: "hidden" | "view" | "edit" } | undefined; } } | undefined; } | null | undefined; /** Null for the account's. */ timeZone?: string | null | undefined; };

export type RemoveUserBody = { reassignTo: number; };

export type InviteUserBody = { email: string; name: string; roleId: number; };

export type RoleBody = { name: string; managerRoleId: number; rights: { account: ReadonlyArray<"users.manage" | "roles.manage" | "settings.manage" | "keys.manage" | "fields.manage" | "records.import" | "automations.manage" | "messages.manage" | "groups.manage" | "leads.manage" | "forms.manage" | "account.golive" | "privacy.erase" | "outbox.view" | "inbox.use">; objects?: { [key: string]: { view: "none" | "own" | "team" | "all"; edit: "none" | "own" | "team" | "all"; delete: "none" | "own" | "team" | "all"; create: boolean; export: boolean; bulk: boolean; sections?: { [key: string]: "hidden" | "view" | "edit" } | undefined; } } | undefined; otherObjects: { view: "none" | "own" | "team" | "all"; edit: "none" | "own" | "team" | "all"; delete: "none" | "own" | "team" | "all"; create: boolean; export: boolean; bulk: boolean; sections?: { [key: string]: "hidden" | "view" | "edit" } | undefined; }; }; };

export type RoleChangesBody = { name?: string | undefined; managerRoleId?: number | undefined; rights?: { account: ReadonlyArray<"users.manage" | "roles.manage" | "settings.manage" | "keys.manage" | "fields.manage" | "records.import" | "automations.manage" | "messages.manage" | "groups.manage" | "leads.manage" | "forms.manage" | "account.golive" | "privacy.erase" | "outbox.view" | "inbox.use">; objects?: { [key: string]: { view: "none" | "own" | "team" | "all"; edit: "none" | "own" | "team" | "all"; delete: "none" | "own" | "team" | "all"; create: boolean; export: boolean; bulk: boolean; sections?: { [key: string]: "hidden" | "view" | "edit" } | undefined; } } | undefined; otherObjects: { view: "none" | "own" | "team" | "all"; edit: "none" | "own" | "team" | "all"; delete: "none" | "own" | "team" | "all"; create: boolean; export: boolean; bulk: boolean; sections?: { [key: string]: "hidden" | "view" | "edit" } | undefined; }; } | undefined; };

export type NewApiKeyBody = { name: string; /** Null for all that its user may. */ scopes?: ReadonlyArray<string> | null | undefined; /** Null for no end. */ expiresAt?: string | null | undefined; };

export type RotateApiKeyBody = { /** How many hours the old secret goes on working: up to seven days. */ keepOldForHours?: number | undefined; };

export type NewPageTokenBody = { name: string; origins: ReadonlyArray<string>; };

export type PageTokenChangesBody = { name?: string | undefined; origins?: ReadonlyArray<string> | undefined; };

export type ConsentBody = { decision: "refuse"; request: { response_type?: string | undefined; client_id?: string | undefined; redirect_uri?: string | undefined; scope?: string | undefined; state?: string | undefined; code_challenge?: string | undefined; code_challenge_method?: string | undefined; resource?: string | ReadonlyArray<string> | undefined; }; } | { decision: "allow"; request: { response_type?: string | undefined; client_id?: string | undefined; redirect_uri?: string | undefined; scope?: string | undefined; state?: string | undefined; code_challenge?: string | undefined; code_challenge_method?: string | undefined; resource?: string | ReadonlyArray<string> | undefined; }; accountId: number; scopes: ReadonlyArray<string>; };

export type NewAppBody = { name: string; homePage?: string | null | undefined; redirectUris: ReadonlyArray<string>; /** Whether it runs on a server, where it can keep a secret. */ isConfidential: boolean; };

export type AppChangesBody = { name?: string | undefined; homePage?: string | null | undefined; redirectUris?: ReadonlyArray<string> | undefined; };

export type InstallationChangesBody = { smtp?: { url: string; from: string; } | null | undefined; minimumAge?: number | undefined; termsVersion?: string | undefined; };

export type WholeObjectBody = { singular: string; plural: string; icon?: string | undefined; description?: string | undefined; nameLabel?: string | undefined; fields?: ReadonlyArray<{ label: string; type: "text" | "longtext" | "number" | "price" | "email" | "phone" | "sms" | "check" | "date" | "datetime" | "dropdown" | "list" | "country" | "state" | "url" | "address" | "color" | "image" | "file" | "user" | "parent" | "relation" | "related" | "formula" | "rollup"; options?: ReadonlyArray<{ id?: number | undefined; label: string; color?: "gray" | "blue" | "teal" | "green" | "yellow" | "orange" | "red" | "purple" | "pink" | undefined; archived?: boolean | undefined; }> | undefined; parentObjectId?: number | undefined; settings?: { expression?: string | undefined; isName?: boolean | undefined; result?: "text" | "number" | "price" | "date" | "datetime" | "check" | undefined; objectId?: number | undefined; fieldId?: number | undefined; function?: "count" | "sum" | "average" | "min" | "max" | "median" | undefined; ofFieldId?: number | null | undefined; parentFieldId?: number | undefined; otherLabel?: string | undefined; } | undefined; isRequired?: boolean | undefined; isUnique?: boolean | undefined; sortable?: boolean | undefined; help?: string | undefined; }> | undefined; pointedFrom?: ReadonlyArray<{ objectId: number; label: string; isUnique?: boolean | undefined; }> | undefined; };

export type ObjectOrderBody = { objects: ReadonlyArray<number>; };

export type ObjectBody = { singular?: string | undefined; plural?: string | undefined; icon?: string | undefined; description?: string | undefined; };

export type LayoutBody = { tabs: ReadonlyArray<{ id: number; sections: ReadonlyArray<{ id: number; fields: ReadonlyArray<number>; }>; }>; };

export type NewFieldBody = { label: string; type: "text" | "longtext" | "number" | "price" | "email" | "phone" | "sms" | "check" | "date" | "datetime" | "dropdown" | "list" | "country" | "state" | "url" | "address" | "color" | "image" | "file" | "user" | "parent" | "relation" | "related" | "formula" | "rollup"; sectionId?: number | undefined; options?: ReadonlyArray<{ id?: number | undefined; label: string; color?: "gray" | "blue" | "teal" | "green" | "yellow" | "orange" | "red" | "purple" | "pink" | undefined; archived?: boolean | undefined; }> | undefined; parentObjectId?: number | undefined; settings?: { expression?: string | undefined; isName?: boolean | undefined; result?: "text" | "number" | "price" | "date" | "datetime" | "check" | undefined; objectId?: number | undefined; fieldId?: number | undefined; function?: "count" | "sum" | "average" | "min" | "max" | "median" | undefined; ofFieldId?: number | null | undefined; parentFieldId?: number | undefined; otherLabel?: string | undefined; } | undefined; isRequired?: boolean | undefined; isUnique?: boolean | undefined; sortable?: boolean | undefined; help?: string | undefined; };

export type FieldBody = { label?: string | undefined; type?: "text" | "longtext" | "number" | "price" | "email" | "phone" | "sms" | "check" | "date" | "datetime" | "dropdown" | "list" | "country" | "state" | "url" | "address" | "color" | "image" | "file" | "user" | "parent" | "relation" | "related" | "formula" | "rollup" | undefined; sectionId?: number | undefined; options?: ReadonlyArray<{ id?: number | undefined; label: string; color?: "gray" | "blue" | "teal" | "green" | "yellow" | "orange" | "red" | "purple" | "pink" | undefined; archived?: boolean | undefined; }> | undefined; settings?: { expression?: string | undefined; isName?: boolean | undefined; result?: "text" | "number" | "price" | "date" | "datetime" | "check" | undefined; objectId?: number | undefined; fieldId?: number | undefined; function?: "count" | "sum" | "average" | "min" | "max" | "median" | undefined; ofFieldId?: number | null | undefined; parentFieldId?: number | undefined; otherLabel?: string | undefined; } | undefined; isRequired?: boolean | undefined; isUnique?: boolean | undefined; sortable?: boolean | undefined; help?: string | undefined; };

export type TabBody = { name: string; };

export type NewSectionBody = { name: string; tabId?: number | undefined; };

export type SectionBody = { name: string; };

export type TagBody = { name: string; };

export type MergeTagBody = { into: number; };

export type FormulaBody = { expression: string; result: "text" | "number" | "price" | "date" | "datetime" | "check"; /** The field that has the formula now; left out of one that is not made yet. */ fieldId?: number | undefined; };

export type OptionFateBody = { how: "replace"; with: number; } | { how: "clear"; } | { how: "archive"; };

export type NewResourceBody = { fields: { [key: string]: unknown }; ownerId?: number | undefined; tags?: ReadonlyArray<string> | undefined; };

export type BulkRowsBody = { mode: "create" | "update" | "upsert"; /** Of `upsert`: the unique field whose value says which record each row is about. */ by?: string | undefined; /** Whether nothing is written where one row cannot be. */ allOrNothing?: boolean | undefined; rows: ReadonlyArray<{ id?: number | undefined; fields?: { [key: string]: unknown } | undefined; ownerId?: number | undefined; tags?: ReadonlyArray<string> | undefined; version?: number | undefined; }>; };

export type BulkDeleteBody = { ids: ReadonlyArray<number>; allOrNothing?: boolean | undefined; };

export type UpsertBody = { by: string; fields: { [key: string]: unknown }; ownerId?: number | undefined; tags?: ReadonlyArray<string> | undefined; };

export type ChangeResourceBody = { fields?: { [key: string]: unknown } | undefined; ownerId?: number | undefined; /** The version that was looked at: where somebody changed one of the same fields since, the change is refused. */ version?: number | undefined; };

export type EnterRecordBody = { values: { [key: string]: unknown }; ownerId?: number | undefined; tags?: ReadonlyArray<string> | undefined; };

export type EditRecordBody = { values?: { [key: string]: unknown } | undefined; ownerId?: number | undefined; /** The version that was looked at: where somebody changed one of the same fields since, the change is refused. */ version?: number | undefined; };

export type LinksBody = { ids: ReadonlyArray<number>; };

export type NoteBody = { body: string; };

export type CallBody = { direction: "in" | "out"; number?: string | undefined; durationSeconds?: number | null | undefined; outcome: "answered" | "no_answer" | "voicemail" | "busy" | "wrong_number"; notes?: string | undefined; };

export type PinBody = { pinned: boolean; };

export type BulkTasksBody = { do: "complete"; ids: ReadonlyArray<number>; outcome?: string | undefined; } | { do: "reassign"; ids: ReadonlyArray<number>; assigneeId: number; } | { do: "reschedule"; ids: ReadonlyArray<number>; dueAt: string | null; };

export type TaskBody = { /** A template that gives whatever is left out here. */ templateId?: number | undefined; subject?: string | undefined; body?: string | undefined; /** The record's owner when left out. */ assigneeId?: number | undefined; roleId?: number | undefined; dueAt?: string | null | undefined; reminders?: ReadonlyArray<{ amount: number; unit: "minutes" | "hours" | "days"; }> | undefined; recurrence?: { every: "day" | "week" | "month" | "year"; interval?: number | undefined; weekdays?: ReadonlyArray<number> | undefined; monthDay?: number | undefined; until?: string | undefined; next?: "completed" | "due" | undefined; } | null | undefined; };

export type ChangeTaskBody = { subject?: string | undefined; body?: string | undefined; assigneeId?: number | undefined; roleId?: number | undefined; dueAt?: string | null | undefined; reminders?: ReadonlyArray<{ amount: number; unit: "minutes" | "hours" | "days"; }> | undefined; recurrence?: { every: "day" | "week" | "month" | "year"; interval?: number | undefined; weekdays?: ReadonlyArray<number> | undefined; monthDay?: number | undefined; until?: string | undefined; next?: "completed" | "due" | undefined; } | null | undefined; };

export type CompleteTaskBody = { outcome?: string | undefined; outcomeId?: number | undefined; note?: string | undefined; /** What the form asks for, keyed by a field's id or key. */ values?: { [key: string]: unknown } | undefined; version?: number | undefined; };

export type CancelTaskBody = { note?: string | undefined; };

export type TaskTemplateBody = { objectId: number; name: string; subject: string; body?: string | undefined; assignee?: { to: "owner"; } | { to: "user"; id: number; } | { to: "role"; id: number; } | undefined; due?: { amount: number; unit: "hours" | "days" | "business_days"; } | null | undefined; reminders?: ReadonlyArray<{ amount: number; unit: "minutes" | "hours" | "days"; }> | undefined; outcomes?: ReadonlyArray<{ id?: number | undefined; label: string; actions?: ReadonlyArray<{ kind: string; settings: { [key: string]: unknown }; }> | undefined; }> | undefined; fields?: ReadonlyArray<{ fieldId: number; required?: boolean | undefined; }> | undefined; };

export type PresenceBody = { /** One open page; it makes up a name for itself. */ page: string; doing: "arriving" | "here" | "leaving"; fieldId?: number | null | undefined; };

export type PutBackBody = { event: number; side?: "before" | "after" | undefined; fields: ReadonlyArray<number>; version?: number | undefined; };

export type ResourcesBody = { group?: number | undefined; criteria?: { [key: string]: unknown } | undefined; search?: string | undefined; ids?: ReadonlyArray<number> | undefined; sort?: string | undefined; after?: string | undefined; limit?: number | undefined; fields?: ReadonlyArray<string> | undefined; include?: ReadonlyArray<"parents"> | undefined; count?: boolean | undefined; };

export type CreateViewBody = { objectId: number; name: string; shared?: boolean | undefined; /** Of a shared view: the roles that see it; none means every role. */ roleIds?: ReadonlyArray<number> | undefined; settings: { mode?: "table" | "cards" | undefined; columns?: ReadonlyArray<string> | undefined; widths?: { [key: string]: number } | undefined; sort?: string | undefined; criteria?: Criteria | null | undefined; group?: number | null | undefined; search?: string | undefined; foot?: { [key: string]: "sum" | "average" | "min" | "max" | "filled" } | undefined; cards?: { [key: string]: unknown } | undefined; }; };

export type ArrangeViewsBody = { objectId: number; ids: ReadonlyArray<number>; };

export type DefaultViewBody = { objectId: number; viewId: number | null; };

export type UpdateViewBody = { version: number; name?: string | undefined; shared?: boolean | undefined; roleIds?: ReadonlyArray<number> | undefined; settings?: { mode?: "table" | "cards" | undefined; columns?: ReadonlyArray<string> | undefined; widths?: { [key: string]: number } | undefined; sort?: string | undefined; criteria?: Criteria | null | undefined; group?: number | null | undefined; search?: string | undefined; foot?: { [key: string]: "sum" | "average" | "min" | "max" | "filled" } | undefined; cards?: { [key: string]: unknown } | undefined; } | undefined; };

export type PreviewBody = { object: number; criteria: Criteria; group?: number | undefined; };

export type CreateGroupBody = { objectId: number; name: string; criteria: Criteria; columns?: ReadonlyArray<number | string> | undefined; sort?: string | undefined; };

export type UpdateGroupBody = { version: number; name?: string | undefined; criteria?: Criteria | undefined; columns?: ReadonlyArray<number | string> | undefined; sort?: string | undefined; };

export type FavouriteBody = { favourite: boolean; };

export type GiveConsentBody = { channel: "email" | "sms"; evidence: string; };

export type WithdrawConsentBody = { channel: "email" | "sms"; evidence?: string | undefined; };

export type ChooseTopicsBody = { topics: ReadonlyArray<{ topicId: number; wanted: boolean; }>; evidence?: string | undefined; };

export type WishesBody = { frequency?: "all" | "weekly" | "monthly" | undefined; pauseWeeks?: number | undefined; };

export type PermissionSettingsBody = { doubleOptIn?: "off" | "optional" | "required" | undefined; confirmDays?: number | undefined; confirmationMessageId?: number | null | undefined; mostADay?: number | null | undefined; mostAWeek?: number | null | undefined; offersFrequency?: boolean | undefined; offersPause?: boolean | undefined; correctableFields?: ReadonlyArray<number> | undefined; };

export type CreateTopicBody = { name: string; description?: string | undefined; names?: { [key: string]: { name: string; description: string; } } | undefined; isPublic?: boolean | undefined; begins?: "in" | "out" | undefined; };

export type ArrangeTopicsBody = { ids: ReadonlyArray<number>; };

export type UpdateTopicBody = { name?: string | undefined; description?: string | undefined; names?: { [key: string]: { name: string; description: string; } } | undefined; isPublic?: boolean | undefined; begins?: "in" | "out" | undefined; archived?: boolean | undefined; };

export type StopSendingBody = { channel: "email" | "sms"; reason: string; };

export type ResumeSendingBody = { channel: "email" | "sms"; };

export type SuppressAddressBody = { channel: "email" | "sms"; address: string; };

export type LookUpBody = { address: string; };

export type ImportSuppressionsBody = { lines: string; };

export type DecideReviewBody = { decision: "released" | "refused"; note: string; };

export type DecideCaseBody = { decision: "confirmed" | "dismissed"; /** Whose letters it was, where the report could not tell by itself. */ accountId?: number | null | undefined; /** Whether it counts against the account, and what is stopped with it. */ strike?: boolean | undefined; stop?: ReadonlyArray<"email" | "sms" | "all"> | undefined; note: string; };

export type OperatorStopBody = { channel: "email" | "sms" | "all"; reason: string; };

export type OperatorResumeBody = { channel: "email" | "sms" | "all"; };

export type ReviewConfirmationBody = { verdict: "approved" | "refused"; note?: string | undefined; };

export type OperatorSuppressionsBody = { lines: string; reason?: "asked" | "trap" | "complaint" | "imported" | undefined; release?: boolean | undefined; };

export type ReadingBody = { encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "iso-8859-1" | "iso-8859-2" | "iso-8859-15" | "windows-1251" | "koi8-r" | "windows-1253" | "windows-1254" | "windows-1255" | "windows-1256" | "shift_jis" | "euc-jp" | "gb18030" | "big5" | "euc-kr" | "macintosh"; delimiter: "," | ";" | "\t" | "|"; hasHeader: boolean; /** What happens to a row with fewer cells than the file has columns. */ shortRows?: "reject" | "fill" | undefined; /** The row that names the columns, or is the first of data; found out when left out. */ headerRow?: number | undefined; /** Which sheet of a workbook. */ sheet?: string | undefined; };

export type TransferObjectBody = { objectId: number; };

export type MappingBody = { mapping: ReadonlyArray<{ to: "skip"; } | { to: "field"; fieldId: number; written?: { dateOrder?: "mdy" | "dmy" | "ymd" | undefined; decimal?: "." | "," | undefined; country?: string | undefined; timeZone?: string | undefined; unreadable?: "reject" | "blank" | undefined; } | undefined; newOptions?: boolean | undefined; } | { to: "new"; label: string; type: "text" | "longtext" | "number" | "price" | "email" | "phone" | "sms" | "check" | "date" | "datetime" | "dropdown" | "list" | "country" | "state" | "url" | "address" | "color" | "image" | "file" | "user" | "parent" | "relation" | "related" | "formula" | "rollup"; written?: { dateOrder?: "mdy" | "dmy" | "ymd" | undefined; decimal?: "." | "," | undefined; country?: string | undefined; timeZone?: string | undefined; unreadable?: "reject" | "blank" | undefined; } | undefined; } | { to: "parent"; fieldId: number; by: "name" | "id" | "key" | number; missing?: "reject" | "blank" | "create" | undefined; several?: "reject" | "oldest" | undefined; } | { to: "relation"; fieldId: number; by: "name" | "id" | "key" | number; separator?: ";" | "," | "|" | "\n" | undefined; missing?: "reject" | "blank" | "create" | undefined; several?: "reject" | "oldest" | undefined; } | { to: "key"; } | { to: "note"; } | { to: "owner"; } | { to: "tags"; } | { to: "permission"; channel: "email" | "sms"; says: "opted-out" | "opted-in" | "status" | "bounced" | "complained" | "since" | "until" | "source" | "address"; }>; options: { match: ReadonlyArray<number | "key">; mode: "create" | "update" | "both"; blanks?: "keep" | "write" | undefined; tags?: ReadonlyArray<string> | undefined; ownerId?: number | null | undefined; standing?: "in" | "pending" | "none" | "out" | "bounced" | "complained" | null | undefined; keySource?: string | undefined; }; };

export type StartBody = { permission?: string | undefined; };

export type ExportBody = { group?: number | undefined; criteria?: string | undefined; search?: string | undefined; sort?: string | undefined; /** Field ids and the names of system columns, comma-separated and in order; all the asker may see when left out. */ columns?: string | undefined; ids?: ReadonlyArray<number> | undefined; except?: ReadonlyArray<number> | undefined; bom?: boolean | undefined; guard?: boolean | undefined; };

export type BulkBody = { objectId: number; kind: string; settings?: { [key: string]: unknown } | undefined; which: { ids?: ReadonlyArray<number> | undefined; group?: number | undefined; criteria?: Criteria | undefined; search?: string | undefined; except?: ReadonlyArray<number> | undefined; bin?: boolean | undefined; }; };

export type StartBulkBody = { objectId: number; kind: string; settings?: { [key: string]: unknown } | undefined; which: { ids?: ReadonlyArray<number> | undefined; group?: number | undefined; criteria?: Criteria | undefined; search?: string | undefined; except?: ReadonlyArray<number> | undefined; bin?: boolean | undefined; }; /** How many records the person was shown; a set that has changed by more than a little since is not begun. */ expected: number; /** Asking twice with the same key starts one run. */ key: string; };

export type TagManyBody = { ids?: ReadonlyArray<number> | undefined; group?: number | undefined; criteria?: Criteria | undefined; search?: string | undefined; except?: ReadonlyArray<number> | undefined; add?: string | undefined; remove?: string | undefined; };

export type UndoBulkBody = { key: string; };

export type SourceBody = { host: string; port?: number | undefined; user: string; auth: "password" | "key"; /** Left out, the one that is kept stays, as long as server and user do. */ password?: string | undefined; folder?: string | undefined; /** Which files: `*` stands for any characters, `?` for one. */ pattern?: string | undefined; name: string; /** The finished import whose mapping, options and declaration are used for every file; may be left out of a change. */ importId?: number | undefined; whenDone?: "leave" | "move" | "delete" | undefined; doneFolder?: string | undefined; schedule: { every: "hours"; hours: number; } | { every: "day"; at: string; } | { every: "week"; weekday: number; at: string; }; needsEncryption?: boolean | undefined; needsSignature?: boolean | undefined; /** The sender's public PGP key, armored. */ senderKey?: string | undefined; /** Takes the key the server shows from now on for the right one. */ forgetHostKey?: boolean | undefined; };

export type TrySourceBody = { host: string; port?: number | undefined; user: string; auth: "password" | "key"; /** Left out, the one that is kept stays, as long as server and user do. */ password?: string | undefined; folder?: string | undefined; /** Which files: `*` stands for any characters, `?` for one. */ pattern?: string | undefined; /** The source whose kept password and known host key are meant. */ sourceId?: number | undefined; };

export type PauseBody = { paused: boolean; };

export type PostAccountKeysBody = { kind: "pgp" | "ssh"; };

export type NewDuplicateRuleBody = { name: string; conditions: ReadonlyArray<{ field: number | "name"; how: "exact" | "normalised" | "similar"; loose?: boolean | undefined; }>; objectId: number; };

export type DuplicateRuleBody = { name: string; conditions: ReadonlyArray<{ field: number | "name"; how: "exact" | "normalised" | "similar"; loose?: boolean | undefined; }>; };

export type DuplicateSampleBody = { objectId: number; conditions: ReadonlyArray<{ field: number | "name"; how: "exact" | "normalised" | "similar"; loose?: boolean | undefined; }>; };

export type MergeRecordsBody = { objectId: number; recordIds: ReadonlyArray<number>; policy?: "fill" | "overwrite" | "keep" | undefined; picks?: { [key: string]: number } | undefined; };

export type MergeAllPreviewBody = { ruleId: number; policy?: "fill" | "overwrite" | "keep" | undefined; clusterIds?: ReadonlyArray<number> | undefined; };

export type MergeAllBody = { ruleId: number; policy?: "fill" | "overwrite" | "keep" | undefined; clusterIds?: ReadonlyArray<number> | undefined; key: string; };

export type DuplicatePairBody = { objectId: number; recordIds: ReadonlyArray<number>; };

export type DuplicateCheckBody = { objectId: number; values: { [key: string]: unknown }; except?: number | undefined; };

export type BrandBody = { accent?: string | undefined; /** Around the sheet that the words stand on. */ background?: string | undefined; sheet?: string | undefined; text?: string | undefined; font?: "system" | "serif" | "rounded" | "mono" | undefined; /** Of headings; that of the texts when left out. */ headingFont?: "system" | "serif" | "rounded" | "mono" | undefined; logo?: "" | string | undefined; logoAlt?: string | undefined; /** How wide the logo is shown, in pixels. */ logoWidth?: number | undefined; /** Own words above the postal address. */ footer?: string | undefined; social?: ReadonlyArray<{ network: "facebook" | "instagram" | "x" | "linkedin" | "youtube" | "tiktok" | "mastodon" | "bluesky" | "whatsapp" | "website" | "email"; url: string; }> | undefined; /** Under letters that come from the account rather than from one of its users. */ signature?: string | undefined; };

export type SignatureBody = { signature: string; };

export type CreateSavedBlockBody = { name: string; blocks: ReadonlyArray<BlockInput>; };

export type BlockInput = { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "heading"; text: string; level: 1 | 2 | 3; align?: "left" | "center" | "right" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "text"; text: string; align?: "left" | "center" | "right" | undefined; size?: "small" | "normal" | "large" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "button"; label: string; url: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "image"; src: "" | string; alt: string; isDecorative?: boolean | undefined; url?: string | undefined; width?: number | undefined; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "divider"; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "spacer"; height: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "social"; links: ReadonlyArray<{ network: "facebook" | "instagram" | "x" | "linkedin" | "youtube" | "tiktok" | "mastodon" | "bluesky" | "whatsapp" | "website" | "email"; url: string; }>; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "html"; html: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "signature"; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "logo"; align?: "left" | "center" | "right" | undefined; width?: number | undefined; url?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "saved"; savedId: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "field"; label: string; help?: string | undefined; shownWhen?: { fieldId: number; is: "equals" | "not_equals" | "answered"; value?: string | undefined; } | undefined; fieldId: number; isRequired?: boolean | undefined; placeholder?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "consent"; channel: "email" | "sms"; text: string; topicIds?: ReadonlyArray<number> | undefined; isRequired?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "hidden"; fieldId: number; from: "value" | "address"; value: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "submit"; label: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "section"; columns: ReadonlyArray<{ width?: number | undefined; blocks: ReadonlyArray<InnerBlockInput>; }>; background?: string | undefined; padding?: number | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "condition"; criteria: Criteria | null; blocks: ReadonlyArray<OuterBlockInput>; otherwise?: ReadonlyArray<OuterBlockInput> | undefined; };

export type InnerBlockInput = { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "heading"; text: string; level: 1 | 2 | 3; align?: "left" | "center" | "right" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "text"; text: string; align?: "left" | "center" | "right" | undefined; size?: "small" | "normal" | "large" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "button"; label: string; url: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "image"; src: "" | string; alt: string; isDecorative?: boolean | undefined; url?: string | undefined; width?: number | undefined; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "divider"; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "spacer"; height: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "social"; links: ReadonlyArray<{ network: "facebook" | "instagram" | "x" | "linkedin" | "youtube" | "tiktok" | "mastodon" | "bluesky" | "whatsapp" | "website" | "email"; url: string; }>; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "html"; html: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "signature"; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "logo"; align?: "left" | "center" | "right" | undefined; width?: number | undefined; url?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "saved"; savedId: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "field"; label: string; help?: string | undefined; shownWhen?: { fieldId: number; is: "equals" | "not_equals" | "answered"; value?: string | undefined; } | undefined; fieldId: number; isRequired?: boolean | undefined; placeholder?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "consent"; channel: "email" | "sms"; text: string; topicIds?: ReadonlyArray<number> | undefined; isRequired?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "hidden"; fieldId: number; from: "value" | "address"; value: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "submit"; label: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "condition"; criteria: Criteria | null; blocks: ReadonlyArray<LeafInput>; otherwise?: ReadonlyArray<LeafInput> | undefined; };

export type LeafInput = { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "heading"; text: string; level: 1 | 2 | 3; align?: "left" | "center" | "right" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "text"; text: string; align?: "left" | "center" | "right" | undefined; size?: "small" | "normal" | "large" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "button"; label: string; url: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "image"; src: "" | string; alt: string; isDecorative?: boolean | undefined; url?: string | undefined; width?: number | undefined; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "divider"; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "spacer"; height: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "social"; links: ReadonlyArray<{ network: "facebook" | "instagram" | "x" | "linkedin" | "youtube" | "tiktok" | "mastodon" | "bluesky" | "whatsapp" | "website" | "email"; url: string; }>; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "html"; html: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "signature"; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "logo"; align?: "left" | "center" | "right" | undefined; width?: number | undefined; url?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "saved"; savedId: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "field"; label: string; help?: string | undefined; shownWhen?: { fieldId: number; is: "equals" | "not_equals" | "answered"; value?: string | undefined; } | undefined; fieldId: number; isRequired?: boolean | undefined; placeholder?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "consent"; channel: "email" | "sms"; text: string; topicIds?: ReadonlyArray<number> | undefined; isRequired?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "hidden"; fieldId: number; from: "value" | "address"; value: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "submit"; label: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; };

export type OuterBlockInput = { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "heading"; text: string; level: 1 | 2 | 3; align?: "left" | "center" | "right" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "text"; text: string; align?: "left" | "center" | "right" | undefined; size?: "small" | "normal" | "large" | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "button"; label: string; url: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; background?: string | undefined; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "image"; src: "" | string; alt: string; isDecorative?: boolean | undefined; url?: string | undefined; width?: number | undefined; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "divider"; color?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "spacer"; height: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "social"; links: ReadonlyArray<{ network: "facebook" | "instagram" | "x" | "linkedin" | "youtube" | "tiktok" | "mastodon" | "bluesky" | "whatsapp" | "website" | "email"; url: string; }>; align?: "left" | "center" | "right" | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "html"; html: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "signature"; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "logo"; align?: "left" | "center" | "right" | undefined; width?: number | undefined; url?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "saved"; savedId: number; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "field"; label: string; help?: string | undefined; shownWhen?: { fieldId: number; is: "equals" | "not_equals" | "answered"; value?: string | undefined; } | undefined; fieldId: number; isRequired?: boolean | undefined; placeholder?: string | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "consent"; channel: "email" | "sms"; text: string; topicIds?: ReadonlyArray<number> | undefined; isRequired?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "hidden"; fieldId: number; from: "value" | "address"; value: string; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "submit"; label: string; align?: "left" | "center" | "right" | undefined; isWide?: boolean | undefined; } | { id?: string | undefined; on?: "phone" | "desktop" | undefined; type: "section"; columns: ReadonlyArray<{ width?: number | undefined; blocks: ReadonlyArray<InnerBlockInput>; }>; background?: string | undefined; padding?: number | undefined; };

export type UpdateSavedBlockBody = { name?: string | undefined; blocks?: ReadonlyArray<BlockInput> | undefined; };

export type FetchAssetBody = { url: string; };

export type UpdateAssetBody = { name?: string | undefined; alt?: string | undefined; };

export type ImportHtmlBody = { html: string; };

export type CreateMessageBody = { objectId?: number | undefined; name: string; purpose?: "bulk" | "transactional" | "confirmation" | undefined; subject?: string | undefined; preheader?: string | undefined; body?: DocumentInput | undefined; fromName?: string | undefined; replyTo?: "" | string | undefined; sender?: { from: "account"; } | { from: "owner"; } | { from: "user"; userId: number; } | { from: "field"; fieldId: number; } | { from: "address"; address: string; name?: string | undefined; } | undefined; utm?: { source?: string | undefined; medium?: string | undefined; campaign?: string | undefined; content?: string | undefined; term?: string | undefined; } | null | undefined; textPart?: string | null | undefined; topicId?: number | null | undefined; };

export type DocumentInput = { kind: "plain"; text: string; } | { kind: "blocks"; blocks: ReadonlyArray<BlockInput>; look?: { background?: string | undefined; sheet?: string | undefined; text?: string | undefined; accent?: string | undefined; font?: "system" | "serif" | "rounded" | "mono" | undefined; width?: number | undefined; } | undefined; };

export type UpdateMessageBody = { revision: number; keeps?: boolean | undefined; name?: string | undefined; purpose?: "bulk" | "transactional" | "confirmation" | undefined; subject?: string | undefined; preheader?: string | undefined; body?: DocumentInput | undefined; fromName?: string | undefined; replyTo?: "" | string | undefined; sender?: { from: "account"; } | { from: "owner"; } | { from: "user"; userId: number; } | { from: "field"; fieldId: number; } | { from: "address"; address: string; name?: string | undefined; } | undefined; utm?: { source?: string | undefined; medium?: string | undefined; campaign?: string | undefined; content?: string | undefined; term?: string | undefined; } | null | undefined; textPart?: string | null | undefined; topicId?: number | null | undefined; };

export type EmailPreviewBody = { objectId: number; purpose: "bulk" | "transactional" | "confirmation"; subject: string; preheader: string; body: DocumentInput; textPart?: string | null | undefined; recordId?: number | undefined; };

export type RestoreMessageBody = { revision: number; to: string; };

export type TestMessageBody = { recordId?: number | undefined; };

export type PreviewBroadcastBody = { objectId?: number | undefined; which: { ids?: ReadonlyArray<number> | undefined; except?: ReadonlyArray<number> | undefined; group?: number | undefined; criteria?: Criteria | undefined; search?: string | undefined; unopenedOf?: number | undefined; }; variants: ReadonlyArray<{ messageId: number; subject?: string | undefined; }>; };

export type PlanBroadcastBody = { objectId?: number | undefined; which: { ids?: ReadonlyArray<number> | undefined; except?: ReadonlyArray<number> | undefined; group?: number | undefined; criteria?: Criteria | undefined; search?: string | undefined; unopenedOf?: number | undefined; }; variants: ReadonlyArray<{ messageId: number; subject?: string | undefined; }>; name: string; schedule: { when: "now"; } | { when: "at"; at: string; } | { when: "local"; at: string; } | { when: "spread"; at?: string | null | undefined; hours: number; }; test?: { share: number; by: "opens" | "clicks" | "hand"; waitMinutes?: number | undefined; } | null | undefined; /** How many the person was shown as getting a letter; a set that has changed by much since is not begun with. */ expected: number; /** Asking twice with the same key plans one. */ key: string; };

export type MoveBroadcastBody = { schedule: { when: "now"; } | { when: "at"; at: string; } | { when: "local"; at: string; } | { when: "spread"; at?: string | null | undefined; hours: number; }; };

export type ChooseVariantBody = { variant: number; };

export type WriteLetterBody = { subject: string; text: string; /** From whom: whoever writes it, the owner of the record, or the account. */ from?: "me" | "owner" | "account" | undefined; };

export type MailSettingsBody = { fromName: string; fromAddress: "" | string; replyTo: "" | string; smtpHost: "" | string; smtpPort: number; smtpSecurity: "tls" | "starttls" | "none"; smtpUser: string; smtpPassword?: string | undefined; };

export type TransportBody = { name: string; kind: "smtp" | "direct"; stream: "all" | "bulk" | "transactional" | "confirmation"; smtpHost?: "" | string | undefined; smtpPort?: number | undefined; smtpSecurity?: "tls" | "starttls" | "none" | undefined; smtpUser?: string | undefined; smtpPassword?: string | undefined; connections?: number | undefined; pace?: { perHour?: number | null | undefined; perDay?: number | null | undefined; domains?: ReadonlyArray<{ domain: string; perHour: number; }> | undefined; } | null | undefined; warmUp?: { startedOn: string; first?: number | undefined; growth?: number | undefined; days?: number | undefined; } | null | undefined; isActive?: boolean | undefined; };

export type AddDomainBody = { name: string; };

export type UpdateDomainBody = { returnPathHost: string; trackingHost: string; };

export type MailboxBody = { name: string; purpose: "people" | "bounces"; address: string; host: string; port?: number | undefined; security?: "tls" | "starttls" | "none" | undefined; userName: string; password?: string | undefined; folder?: string | undefined; };

export type MailboxPauseBody = { isPaused: boolean; };

export type InboxBody = { name: string; isForAll: boolean; userIds?: ReadonlyArray<number> | undefined; unknownSenders?: "leave" | "create" | undefined; };

export type ChannelBody = { inboxId: number; address: string; fromName?: string | undefined; signature?: string | undefined; };

export type ChannelChangeBody = { inboxId?: number | undefined; address?: string | undefined; fromName?: string | undefined; signature?: string | undefined; };

export type TemplateBody = { name: string; shortcut?: string | undefined; text: string; isShared?: boolean | undefined; };

export type BlockBody = { value: string; };

export type InboxStartBody = { objectId: number; recordId: number; channelId: number; subject: string; text: string; };

export type AssignBody = { ids: ReadonlyArray<number>; userId: number | null; };

export type CloseBody = { ids: ReadonlyArray<number>; };

export type ReopenBody = { ids: ReadonlyArray<number>; };

export type SnoozeBody = { ids: ReadonlyArray<number>; until: string; };

export type MoveBody = { ids: ReadonlyArray<number>; inboxId: number; };

export type AnswerBody = { text: string; /** Whether what they wrote last stands below the answer. */ quote?: boolean | undefined; /** What becomes of the conversation: it waits for them, or is done. */ afterwards?: "wait" | "close" | undefined; /** The latest entry its author has seen: an answer somebody else gave meanwhile is not talked over. */ seen?: number | undefined; };

export type InboxNoteBody = { text: string; };

export type DraftBody = { kind: "answer" | "note"; text: string; };

export type ReadBody = { upTo: number; };

export type AnsweringBody = { page: string; doing: "arriving" | "here" | "leaving"; answering?: boolean | undefined; };

export type FillBody = { templateId: number; };

export type TakeBody = { recordId?: number | undefined; };

export type MergeBody = { otherId: number; };

export type SpamBody = { block?: "address" | "domain" | undefined; };

export type VisitSettingsBody = { isOn?: boolean | undefined; domains?: ReadonlyArray<string> | undefined; consent?: "at_once" | "after_consent" | "never" | undefined; cookieDays?: number | undefined; };

export type PageVisitBody = { address: string; referrer?: string | undefined; visitor?: string | "" | undefined; mark?: string | undefined; };

export type NewFormBody = { objectId: number; name: string; document?: DocumentInput | undefined; settings?: { title?: string | undefined; language?: string | undefined; thanks?: string | undefined; redirect?: string | undefined; redirects?: ReadonlyArray<{ fieldId: number; is: "equals" | "not_equals" | "answered"; value?: string | undefined; url: string; }> | undefined; tags?: ReadonlyArray<string> | undefined; ownerId?: number | null | undefined; known?: "replace" | "fill" | undefined; withoutScript?: boolean | undefined; framedBy?: ReadonlyArray<string> | undefined; isIndexed?: boolean | undefined; tells?: ReadonlyArray<number> | undefined; } | undefined; };

export type FormBody = { name?: string | undefined; /** Blank takes the address of its own away. */ address?: string | "" | undefined; document?: DocumentInput | undefined; settings?: { title?: string | undefined; language?: string | undefined; thanks?: string | undefined; redirect?: string | undefined; redirects?: ReadonlyArray<{ fieldId: number; is: "equals" | "not_equals" | "answered"; value?: string | undefined; url: string; }> | undefined; tags?: ReadonlyArray<string> | undefined; ownerId?: number | null | undefined; known?: "replace" | "fill" | undefined; withoutScript?: boolean | undefined; framedBy?: ReadonlyArray<string> | undefined; isIndexed?: boolean | undefined; tells?: ReadonlyArray<number> | undefined; } | undefined; /** The revision that was looked at: where somebody saved another since, nothing is changed. */ revision?: number | undefined; };

export type NotificationsReadBody = { ids: ReadonlyArray<number>; } | { upTo: number; } | { record: { objectId: number; id: number; }; };

export type ChoicesBody = { choices: ReadonlyArray<{ topic: "mentions" | "conversations" | "automations" | "tasks" | "records" | "work"; inApp: boolean; byMail: "at-once" | "daily" | "never"; }>; };

export type NewScoreBody = { objectId: number; name: string; settings?: { lines?: ReadonlyArray<{ id: number; is: "criteria"; points: number; criteria: { [key: string]: unknown }; } | { id: number; is: "event"; points: number; event: string; subject?: ReadonlyArray<number> | undefined; most?: number | null | undefined; perDay?: number | null | undefined; }> | undefined; decay?: { percent: number; days: number; } | null | undefined; floor?: number | undefined; cap?: number | undefined; bands?: ReadonlyArray<{ id?: number | undefined; name: string; from: number; }> | undefined; lastId?: number | undefined; } | undefined; };

export type PreviewScoreBody = { objectId: number; scoreId?: number | undefined; settings: { lines?: ReadonlyArray<{ id: number; is: "criteria"; points: number; criteria: { [key: string]: unknown }; } | { id: number; is: "event"; points: number; event: string; subject?: ReadonlyArray<number> | undefined; most?: number | null | undefined; perDay?: number | null | undefined; }> | undefined; decay?: { percent: number; days: number; } | null | undefined; floor?: number | undefined; cap?: number | undefined; bands?: ReadonlyArray<{ id?: number | undefined; name: string; from: number; }> | undefined; lastId?: number | undefined; }; };

export type ScoreBody = { name?: string | undefined; settings?: { lines?: ReadonlyArray<{ id: number; is: "criteria"; points: number; criteria: { [key: string]: unknown }; } | { id: number; is: "event"; points: number; event: string; subject?: ReadonlyArray<number> | undefined; most?: number | null | undefined; perDay?: number | null | undefined; }> | undefined; decay?: { percent: number; days: number; } | null | undefined; floor?: number | undefined; cap?: number | undefined; bands?: ReadonlyArray<{ id?: number | undefined; name: string; from: number; }> | undefined; lastId?: number | undefined; } | undefined; revision: number; };

export type NewRouterBody = { objectId: number; name: string; settings: { how?: "turns" | "weighted" | undefined; members: ReadonlyArray<{ userId: number; percent?: number | undefined; settings?: { hours?: ReadonlyArray<{ days: ReadonlyArray<number>; from: string; to: string; }> | null | undefined; zone?: string | null | undefined; capDay?: number | null | undefined; capWeek?: number | null | undefined; away?: { from: string; to: string; } | null | undefined; } | undefined; }>; otherwise?: { do: "wait"; } | { do: "first_back"; } | { do: "user"; userId: number; } | { do: "leave"; } | undefined; keepOwner?: boolean | undefined; }; };

export type TryRouterBody = { routerId?: number | undefined; settings: { how?: "turns" | "weighted" | undefined; members: ReadonlyArray<{ userId: number; percent?: number | undefined; settings?: { hours?: ReadonlyArray<{ days: ReadonlyArray<number>; from: string; to: string; }> | null | undefined; zone?: string | null | undefined; capDay?: number | null | undefined; capWeek?: number | null | undefined; away?: { from: string; to: string; } | null | undefined; } | undefined; }>; otherwise?: { do: "wait"; } | { do: "first_back"; } | { do: "user"; userId: number; } | { do: "leave"; } | undefined; keepOwner?: boolean | undefined; }; };

export type RouterBody = { name?: string | undefined; settings?: { how?: "turns" | "weighted" | undefined; members: ReadonlyArray<{ userId: number; percent?: number | undefined; settings?: { hours?: ReadonlyArray<{ days: ReadonlyArray<number>; from: string; to: string; }> | null | undefined; zone?: string | null | undefined; capDay?: number | null | undefined; capWeek?: number | null | undefined; away?: { from: string; to: string; } | null | undefined; } | undefined; }>; otherwise?: { do: "wait"; } | { do: "first_back"; } | { do: "user"; userId: number; } | { do: "leave"; } | undefined; keepOwner?: boolean | undefined; } | undefined; revision: number; };

export type NewSubscriptionBody = { url: string; events: ReadonlyArray<{ kind: string; subjectId?: number | null | undefined; objectId?: number | null | undefined; }>; format?: "json" | "form" | undefined; fields?: "all" | "light" | "id" | undefined; only?: { objectId: number; criteria: Criteria; } | null | undefined; };

export type LogDaysBody = { taken: number; failed: number; };

export type SubscriptionChangeBody = { url?: string | undefined; events?: ReadonlyArray<{ kind: string; subjectId?: number | null | undefined; objectId?: number | null | undefined; }> | undefined; format?: "json" | "form" | undefined; fields?: "all" | "light" | "id" | undefined; only?: { objectId: number; criteria: Criteria; } | null | undefined; };

export type ReplayBody = { failedOnly?: boolean | undefined; from?: string | undefined; to?: string | undefined; };

export type CreateAutomationBody = { name: string; objectId: number; map?: { triggers: ReadonlyArray<{ id: number; event: string; subject?: ReadonlyArray<number> | undefined; fields?: ReadonlyArray<number> | undefined; where?: ReadonlyArray<{ key: string; operator: "is" | "is_not" | "contains" | "not_contains" | "starts" | "greater" | "less" | "filled" | "empty"; values?: ReadonlyArray<string | number | boolean> | undefined; }> | undefined; criteria?: { [key: string]: unknown } | null | undefined; date?: { when: "field"; offset: { fieldId: number; amount?: number | undefined; unit?: "hours" | "days" | "weeks" | "months" | undefined; direction?: "before" | "after" | undefined; at?: string | undefined; yearly?: boolean | undefined; }; zone?: "account" | "contact" | "owner" | undefined; } | { when: "time"; at: string; every?: "once" | "day" | "week" | "month" | "year" | undefined; } | undefined; step?: number | null | undefined; }>; steps: ReadonlyArray<{ id: number; kind: string; settings: { [key: string]: unknown }; next: ReadonlyArray<number | null>; }>; start: number | null; who?: { [key: string]: unknown } | null | undefined; exit?: { [key: string]: unknown } | null | undefined; quiet?: { from: string; to: string; weekdays?: ReadonlyArray<number> | undefined; zone?: "account" | "contact" | "owner" | undefined; } | null | undefined; reentry?: "never" | "after_leaving" | "restart" | "always" | undefined; perDay?: number | undefined; notes?: ReadonlyArray<{ id: number; text: string; x: number; y: number; }> | undefined; lastId?: number | undefined; } | undefined; };

export type UpdateAutomationBody = { name?: string | undefined; map?: { triggers: ReadonlyArray<{ id: number; event: string; subject?: ReadonlyArray<number> | undefined; fields?: ReadonlyArray<number> | undefined; where?: ReadonlyArray<{ key: string; operator: "is" | "is_not" | "contains" | "not_contains" | "starts" | "greater" | "less" | "filled" | "empty"; values?: ReadonlyArray<string | number | boolean> | undefined; }> | undefined; criteria?: { [key: string]: unknown } | null | undefined; date?: { when: "field"; offset: { fieldId: number; amount?: number | undefined; unit?: "hours" | "days" | "weeks" | "months" | undefined; direction?: "before" | "after" | undefined; at?: string | undefined; yearly?: boolean | undefined; }; zone?: "account" | "contact" | "owner" | undefined; } | { when: "time"; at: string; every?: "once" | "day" | "week" | "month" | "year" | undefined; } | undefined; step?: number | null | undefined; }>; steps: ReadonlyArray<{ id: number; kind: string; settings: { [key: string]: unknown }; next: ReadonlyArray<number | null>; }>; start: number | null; who?: { [key: string]: unknown } | null | undefined; exit?: { [key: string]: unknown } | null | undefined; quiet?: { from: string; to: string; weekdays?: ReadonlyArray<number> | undefined; zone?: "account" | "contact" | "owner" | undefined; } | null | undefined; reentry?: "never" | "after_leaving" | "restart" | "always" | undefined; perDay?: number | undefined; notes?: ReadonlyArray<{ id: number; text: string; x: number; y: number; }> | undefined; lastId?: number | undefined; } | undefined; revision: number; };

export type RecordsBody = { recordIds: ReadonlyArray<number>; } | { criteria: { [key: string]: unknown }; };

export type PublishBody = { revision?: number | undefined; removed?: { [key: string]: { do: "move"; to: number; } | { do: "end"; } | { do: "keep"; } } | undefined; name?: string | undefined; note?: string | undefined; };

export type NameVersionBody = { name: string; note?: string | undefined; };

export type RevisionBody = { revision: number; };

export type PreviewImportBody = { file: { format: "quayside-map-1"; name: string; object: number; map: { triggers: ReadonlyArray<{ id: number; event: string; subject?: ReadonlyArray<number> | undefined; fields?: ReadonlyArray<number> | undefined; where?: ReadonlyArray<{ key: string; operator: "is" | "is_not" | "contains" | "not_contains" | "starts" | "greater" | "less" | "filled" | "empty"; values?: ReadonlyArray<string | number | boolean> | undefined; }> | undefined; criteria?: { [key: string]: unknown } | null | undefined; date?: { when: "field"; offset: { fieldId: number; amount?: number | undefined; unit?: "hours" | "days" | "weeks" | "months" | undefined; direction?: "before" | "after" | undefined; at?: string | undefined; yearly?: boolean | undefined; }; zone?: "account" | "contact" | "owner" | undefined; } | { when: "time"; at: string; every?: "once" | "day" | "week" | "month" | "year" | undefined; } | undefined; step?: number | null | undefined; }>; steps: ReadonlyArray<{ id: number; kind: string; settings: { [key: string]: unknown }; next: ReadonlyArray<number | null>; }>; start: number | null; who?: { [key: string]: unknown } | null | undefined; exit?: { [key: string]: unknown } | null | undefined; quiet?: { from: string; to: string; weekdays?: ReadonlyArray<number> | undefined; zone?: "account" | "contact" | "owner" | undefined; } | null | undefined; reentry?: "never" | "after_leaving" | "restart" | "always" | undefined; perDay?: number | undefined; notes?: ReadonlyArray<{ id: number; text: string; x: number; y: number; }> | undefined; lastId?: number | undefined; }; things: { object?: { [key: string]: { gone: true; } | { key: string; singular: string; plural: string; } } | undefined; field?: { [key: string]: { gone: true; } | { object: number; label: string; type: "text" | "longtext" | "number" | "price" | "email" | "phone" | "sms" | "check" | "date" | "datetime" | "dropdown" | "list" | "country" | "state" | "url" | "address" | "color" | "image" | "file" | "user" | "parent" | "relation" | "related" | "formula" | "rollup"; standard?: number | undefined; key?: string | undefined; options?: ReadonlyArray<string> | undefined; values?: "option" | "user" | "record" | undefined; optionsOf?: { object: number; field: number; } | undefined; leadsTo?: number | undefined; } } | undefined; option?: { [key: string]: { gone: true; } | { object: number; field: number; label: string; } } | undefined; tag?: { [key: string]: { gone: true; } | { object: number; name: string; } } | undefined; group?: { [key: string]: { gone: true; } | { object: number; name: string; criteria: Criteria; } } | undefined; message?: { [key: string]: { gone: true; } | { object: number; name: string; purpose?: "bulk" | "transactional" | "confirmation" | undefined; subject?: string | undefined; preheader?: string | undefined; body?: DocumentInput | undefined; } } | undefined; taskTemplate?: { [key: string]: { gone: true; } | { name: string; subject: string; body?: string | undefined; assignee?: { to: "owner"; } | { to: "user"; id: number; } | { to: "role"; id: number; } | undefined; due?: { amount: number; unit: "hours" | "days" | "business_days"; } | null | undefined; reminders?: ReadonlyArray<{ amount: number; unit: "minutes" | "hours" | "days"; }> | undefined; outcomes?: ReadonlyArray<{ id?: number | undefined; label: string; actions?: ReadonlyArray<{ kind: string; settings: { [key: string]: unknown }; }> | undefined; }> | undefined; fields?: ReadonlyArray<{ fieldId: number; required?: boolean | undefined; }> | undefined; object: number; } } | undefined; automation?: { [key: string]: { gone: true; } | { name: string; object: number; isSelf?: boolean | undefined; } } | undefined; user?: { [key: string]: { gone: true; } | { name: string; } } | undefined; role?: { [key: string]: { gone: true; } | { name: string; } } | undefined; router?: { [key: string]: { gone: true; } | { name: string; } } | undefined; score?: { [key: string]: { gone: true; } | { name: string; } } | undefined; record?: { [key: string]: { gone: true; } } | undefined; other?: { [key: string]: { gone: true; } } | undefined; secret?: { [key: string]: { gone: true; } | { name: string; of: string; } } | undefined; }; }; choices?: { [key: string]: { do: "use"; id: number; } | { do: "make"; } | { do: "leave"; } } | undefined; };

export type ImportBody = { file: { format: "quayside-map-1"; name: string; object: number; map: { triggers: ReadonlyArray<{ id: number; event: string; subject?: ReadonlyArray<number> | undefined; fields?: ReadonlyArray<number> | undefined; where?: ReadonlyArray<{ key: string; operator: "is" | "is_not" | "contains" | "not_contains" | "starts" | "greater" | "less" | "filled" | "empty"; values?: ReadonlyArray<string | number | boolean> | undefined; }> | undefined; criteria?: { [key: string]: unknown } | null | undefined; date?: { when: "field"; offset: { fieldId: number; amount?: number | undefined; unit?: "hours" | "days" | "weeks" | "months" | undefined; direction?: "before" | "after" | undefined; at?: string | undefined; yearly?: boolean | undefined; }; zone?: "account" | "contact" | "owner" | undefined; } | { when: "time"; at: string; every?: "once" | "day" | "week" | "month" | "year" | undefined; } | undefined; step?: number | null | undefined; }>; steps: ReadonlyArray<{ id: number; kind: string; settings: { [key: string]: unknown }; next: ReadonlyArray<number | null>; }>; start: number | null; who?: { [key: string]: unknown } | null | undefined; exit?: { [key: string]: unknown } | null | undefined; quiet?: { from: string; to: string; weekdays?: ReadonlyArray<number> | undefined; zone?: "account" | "contact" | "owner" | undefined; } | null | undefined; reentry?: "never" | "after_leaving" | "restart" | "always" | undefined; perDay?: number | undefined; notes?: ReadonlyArray<{ id: number; text: string; x: number; y: number; }> | undefined; lastId?: number | undefined; }; things: { object?: { [key: string]: { gone: true; } | { key: string; singular: string; plural: string; } } | undefined; field?: { [key: string]: { gone: true; } | { object: number; label: string; type: "text" | "longtext" | "number" | "price" | "email" | "phone" | "sms" | "check" | "date" | "datetime" | "dropdown" | "list" | "country" | "state" | "url" | "address" | "color" | "image" | "file" | "user" | "parent" | "relation" | "related" | "formula" | "rollup"; standard?: number | undefined; key?: string | undefined; options?: ReadonlyArray<string> | undefined; values?: "option" | "user" | "record" | undefined; optionsOf?: { object: number; field: number; } | undefined; leadsTo?: number | undefined; } } | undefined; option?: { [key: string]: { gone: true; } | { object: number; field: number; label: string; } } | undefined; tag?: { [key: string]: { gone: true; } | { object: number; name: string; } } | undefined; group?: { [key: string]: { gone: true; } | { object: number; name: string; criteria: Criteria; } } | undefined; message?: { [key: string]: { gone: true; } | { object: number; name: string; purpose?: "bulk" | "transactional" | "confirmation" | undefined; subject?: string | undefined; preheader?: string | undefined; body?: DocumentInput | undefined; } } | undefined; taskTemplate?: { [key: string]: { gone: true; } | { name: string; subject: string; body?: string | undefined; assignee?: { to: "owner"; } | { to: "user"; id: number; } | { to: "role"; id: number; } | undefined; due?: { amount: number; unit: "hours" | "days" | "business_days"; } | null | undefined; reminders?: ReadonlyArray<{ amount: number; unit: "minutes" | "hours" | "days"; }> | undefined; outcomes?: ReadonlyArray<{ id?: number | undefined; label: string; actions?: ReadonlyArray<{ kind: string; settings: { [key: string]: unknown }; }> | undefined; }> | undefined; fields?: ReadonlyArray<{ fieldId: number; required?: boolean | undefined; }> | undefined; object: number; } } | undefined; automation?: { [key: string]: { gone: true; } | { name: string; object: number; isSelf?: boolean | undefined; } } | undefined; user?: { [key: string]: { gone: true; } | { name: string; } } | undefined; role?: { [key: string]: { gone: true; } | { name: string; } } | undefined; router?: { [key: string]: { gone: true; } | { name: string; } } | undefined; score?: { [key: string]: { gone: true; } | { name: string; } } | undefined; record?: { [key: string]: { gone: true; } } | undefined; other?: { [key: string]: { gone: true; } } | undefined; secret?: { [key: string]: { gone: true; } | { name: string; of: string; } } | undefined; }; }; choices?: { [key: string]: { do: "use"; id: number; } | { do: "make"; } | { do: "leave"; } } | undefined; name?: string | undefined; };

export type AutomationsPreviewBody = { choices?: { [key: string]: { do: "use"; id: number; } | { do: "make"; } | { do: "leave"; } } | undefined; };

export type MakeBody = { choices?: { [key: string]: { do: "use"; id: number; } | { do: "make"; } | { do: "leave"; } } | undefined; name?: string | undefined; sender?: { fromName?: string | undefined; replyTo?: "" | string | undefined; } | undefined; };

export type AutomationsMoveBody = { recordIds: ReadonlyArray<number>; to: number | "end" | "again"; } | { all: "failed" | "standing"; to: number | "end" | "again"; };

export type WinnerBody = { exit: number | null; };

export type SimulationBody = { /** The draft as it stands, or the version that runs. */ of?: "draft" | "published" | undefined; /** Whom: all that match; everybody where it is left out. */ criteria?: { [key: string]: unknown } | null | undefined; records?: number | undefined; days?: number | undefined; suppositions?: ReadonlyArray<{ stepId: number; share: number; within: { amount: number; unit: "minutes" | "hours" | "days" | "weeks" | "months"; }; }> | undefined; };

export type ReceiveEventBody = { name: string; data?: { [key: string]: string | number | boolean | null } | undefined; };

export type NewRuleBody = { name: string; triggers: ReadonlyArray<{ id?: number | undefined; event: string; subject?: ReadonlyArray<number> | undefined; fields?: ReadonlyArray<number> | undefined; where?: ReadonlyArray<{ key: string; operator: "is" | "is_not" | "contains" | "not_contains" | "starts" | "greater" | "less" | "filled" | "empty"; values?: ReadonlyArray<string | number | boolean> | undefined; }> | undefined; criteria?: { [key: string]: unknown } | null | undefined; date?: { when: "field"; offset: { fieldId: number; amount?: number | undefined; unit?: "hours" | "days" | "weeks" | "months" | undefined; direction?: "before" | "after" | undefined; at?: string | undefined; yearly?: boolean | undefined; }; zone?: "account" | "contact" | "owner" | undefined; } | { when: "time"; at: string; every?: "once" | "day" | "week" | "month" | "year" | undefined; } | undefined; }>; criteria?: { [key: string]: unknown } | null | undefined; actions: ReadonlyArray<{ id?: number | undefined; kind: string; settings: { [key: string]: unknown }; }>; objectId: number; };

export type ChangedRuleBody = { name: string; triggers: ReadonlyArray<{ id?: number | undefined; event: string; subject?: ReadonlyArray<number> | undefined; fields?: ReadonlyArray<number> | undefined; where?: ReadonlyArray<{ key: string; operator: "is" | "is_not" | "contains" | "not_contains" | "starts" | "greater" | "less" | "filled" | "empty"; values?: ReadonlyArray<string | number | boolean> | undefined; }> | undefined; criteria?: { [key: string]: unknown } | null | undefined; date?: { when: "field"; offset: { fieldId: number; amount?: number | undefined; unit?: "hours" | "days" | "weeks" | "months" | undefined; direction?: "before" | "after" | undefined; at?: string | undefined; yearly?: boolean | undefined; }; zone?: "account" | "contact" | "owner" | undefined; } | { when: "time"; at: string; every?: "once" | "day" | "week" | "month" | "year" | undefined; } | undefined; }>; criteria?: { [key: string]: unknown } | null | undefined; actions: ReadonlyArray<{ id?: number | undefined; kind: string; settings: { [key: string]: unknown }; }>; revision: number; };

export type SwitchToolsBody = { isOpen?: boolean | undefined; switches?: { [key: string]: boolean } | undefined; };

export type EraseBody = { object: number; id: number; };

export type PostSampleBody = { [key: string]: unknown };
/** Every operation, in a tree of the parts of its address. */
export interface Addresses { api: { identity: { options: { $: { GET: { reply: SignUpOptions; }; };
 };
challenge: { $: { GET: { reply: { codeChallenge?: { image: string; audio?: string | undefined; length?: number | undefined; } | undefined; parameters: { algorithm: string; nonce: string; salt: string; cost: number; keyLength: number; keyPrefix: string; keySignature?: string | undefined; memoryCost?: number | undefined; parallelism?: number | undefined; expiresAt?: number | undefined; data?: { [key: string]: boolean | null | number | string } | undefined; }; signature?: string | undefined; }; }; };
 };
"sign-up": { $: { POST: { body: SignUpBody; reply: { next: string; }; }; };
 };
verify: { $: { POST: { body: TokenOnlyBody; reply: undefined; }; };
 };
resend: { $: { POST: { body: EmailOnlyBody; reply: undefined; }; };
 };
"set-up": { $: { POST: { body: SetUpBody; reply: { accountId: number; }; }; };
 };
"sign-in": { $: { POST: { body: SignInBody; reply: undefined; }; };
 };
"sign-out": { $: { POST: { reply: undefined; }; };
 };
"request-reset": { $: { POST: { body: EmailOnlyBody; reply: undefined; }; };
 };
reset: { $: { POST: { body: ResetPasswordBody; reply: undefined; }; };
 };
password: { $: { POST: { body: ChangePasswordBody; reply: undefined; }; };
 };
invitations: { "{}": { $: { GET: { path: { /** The token of the link that was sent. */ token: string; }; reply: InvitationOffer; }; };
 };
accept: { $: { POST: { body: AcceptInvitationBody; reply: { accountId: number; }; }; };
 }; };
sessions: { $: { GET: { reply: Array<Session>; }; };
"{}": { $: { DELETE: { path: { /** The session. */ id: string; }; reply: undefined; }; };
 };
"end-others": { $: { POST: { reply: { ended: number; }; }; };
 }; }; };
session: { $: { GET: { reply: Me; }; };
 };
accounts: { $: { POST: { body: NewAccountBody; reply: { accountId: number; }; }; };
 };
account: { $: { GET: { reply: Account; };
PATCH: { body?: AccountChangesBody; reply: AccountSettings; }; };
"go-live": { $: { POST: { reply: undefined; }; };
 };
practise: { $: { POST: { reply: undefined; }; };
 };
"archive.zip": { $: { GET: { reply: string; }; };
 }; };
clock: { $: { POST: { body: MoveClockBody; reply: { now: string; }; }; };
 };
users: { $: { GET: { reply: Array<User | Colleague>; }; };
"{}": { $: { PATCH: { path: { /** The user. */ id: number; }; body?: UpdateUserBody; reply: User; };
DELETE: { path: { /** The user. */ id: number; }; body: RemoveUserBody; reply: undefined; }; };
 }; };
invitations: { $: { GET: { reply: Array<Invitation>; };
POST: { body: InviteUserBody; reply: { id: number; }; }; };
"{}": { $: { DELETE: { path: { /** The invitation. */ id: number; }; reply: undefined; }; };
 }; };
roles: { $: { GET: { reply: Array<Role>; };
POST: { body: RoleBody; reply: { id: number; }; }; };
"{}": { $: { PATCH: { path: { /** The role. */ id: number; }; body?: RoleChangesBody; reply: undefined; };
DELETE: { path: { /** The role. */ id: number; }; reply: undefined; }; };
 }; };
scopes: { $: { GET: { reply: { scopes: Array<string>; }; }; };
 };
keys: { $: { GET: { reply: Array<ApiKey>; };
POST: { body: NewApiKeyBody; reply: NewApiKey; }; };
"{}": { $: { DELETE: { path: { /** The key. */ id: number; }; reply: undefined; }; };
rotate: { $: { POST: { path: { /** The key. */ id: number; }; body?: RotateApiKeyBody; reply: { key: string; oldKeyUntil: string | null; }; }; };
 }; }; };
"page-tokens": { $: { GET: { reply: Array<PageToken>; };
POST: { body: NewPageTokenBody; reply: { id: number; token: string; }; }; };
"{}": { $: { PATCH: { path: { /** The page token. */ id: number; }; body?: PageTokenChangesBody; reply: undefined; };
DELETE: { path: { /** The page token. */ id: number; }; reply: undefined; }; };
 }; };
oauth: { request: { $: { GET: { query: { response_type?: string | undefined; client_id?: string | undefined; redirect_uri?: string | undefined; scope?: string | undefined; state?: string | undefined; code_challenge?: string | undefined; code_challenge_method?: string | undefined; resource?: string | ReadonlyArray<string> | undefined; }; reply: Asking; }; };
 };
consent: { $: { POST: { body: ConsentBody; reply: { redirectTo: string; }; }; };
 }; };
"connected-apps": { $: { GET: { reply: Array<Grant>; }; };
"{}": { $: { DELETE: { path: { /** The connected app. */ id: number; }; reply: undefined; }; };
 }; };
apps: { $: { GET: { reply: Array<App>; };
POST: { body: NewAppBody; reply: { clientId: string; secret: null | string; }; }; };
"{}": { $: { PATCH: { path: { /** The client id. */ clientId: string; }; body?: AppChangesBody; reply: App; };
DELETE: { path: { /** The client id. */ clientId: string; }; reply: undefined; }; };
secret: { $: { POST: { path: { /** The client id. */ clientId: string; }; reply: { secret: string; }; }; };
 }; }; };
operator: { "identity-mails": { $: { GET: { reply: Array<Letter>; }; };
 };
installation: { $: { GET: { reply: { smtp?: { url: string; from: string; isFromEnvironment: boolean; } | undefined; /** For one's own company, without plans, fees or service terms, or for others too; undefined until set up. */ hosting?: "hosts" | "own" | undefined; /** The age people confirm at sign-up; higher where the services offered ask for it. */ minimumAge: number; /** The version of the terms that newcomers accept. */ termsVersion: string; }; };
PATCH: { body?: InstallationChangesBody; reply: { smtp?: { url: string; from: string; isFromEnvironment: boolean; } | undefined; /** For one's own company, without plans, fees or service terms, or for others too; undefined until set up. */ hosting?: "hosts" | "own" | undefined; /** The age people confirm at sign-up; higher where the services offered ask for it. */ minimumAge: number; /** The version of the terms that newcomers accept. */ termsVersion: string; }; }; };
 };
backups: { $: { GET: { reply: BackupStatus; }; };
 };
abuse: { standings: { $: { GET: { reply: Array<MailStanding>; }; };
 };
cases: { $: { GET: { query: { state?: "open" | "confirmed" | "dismissed" | undefined; }; reply: Array<AbuseCase>; }; };
"{}": { decide: { $: { POST: { path: { /** The case. */ id: number; }; body: DecideCaseBody; reply: undefined; }; };
 }; }; }; };
accounts: { "{}": { sending: { stop: { $: { POST: { path: { /** The account. */ account: number; }; body: OperatorStopBody; reply: undefined; }; };
 };
resume: { $: { POST: { path: { /** The account. */ account: number; }; body: OperatorResumeBody; reply: undefined; }; };
 }; };
confirmation: { $: { POST: { path: { /** The account. */ account: number; }; body: ReviewConfirmationBody; reply: undefined; }; };
 };
"import-reviews": { "{}": { $: { POST: { path: { /** The account. */ account: number; /** The import. */ import: number; }; body: DecideReviewBody; reply: undefined; }; };
 }; }; }; };
suppressions: { $: { GET: { reply: { total: number; byReason: Array<{ reason: string; count: number; }>; }; };
POST: { body: OperatorSuppressionsBody; reply: TakenLines; }; };
 }; };
objects: { $: { GET: { reply: { objects: Array<Object>; }; };
POST: { body: WholeObjectBody; reply: { id: number; }; }; };
order: { $: { PUT: { body: ObjectOrderBody; reply: undefined; }; };
 };
"{}": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: Object; };
PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body?: ObjectBody; reply: undefined; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: undefined; }; };
layout: { $: { PUT: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: LayoutBody; reply: undefined; }; };
 };
fields: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: NewFieldBody; reply: { id: number; }; }; };
"{}": { $: { PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; }; body?: FieldBody; reply: undefined; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; }; reply: undefined; }; };
effects: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; }; reply: FieldEffects; }; };
 };
options: { "{}": { effects: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; /** The option. */ option: number; }; reply: { records: number; uses: Array<FieldUse>; }; }; };
 };
remove: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; /** The option. */ option: number; }; body: OptionFateBody; reply: { changeId: null | number; }; }; };
 }; }; };
sortable: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; }; reply: SortableState; };
POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; }; reply: SortableState; }; };
 }; }; };
tabs: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: TabBody; reply: { id: number; }; }; };
"{}": { $: { PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The tab. */ tab: number; }; body: TabBody; reply: undefined; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The tab. */ tab: number; }; reply: undefined; }; };
 }; };
sections: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: NewSectionBody; reply: { id: number; }; }; };
"{}": { $: { PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The section. */ section: number; }; body: SectionBody; reply: undefined; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The section. */ section: number; }; reply: undefined; }; };
 }; };
tags: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Words to look for. */ search?: string | undefined; /** Only what is newer than this. */ after?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { tags: Array<ListedTag>; next: null | string; }; };
POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: TagBody; reply: { id: number; }; }; };
"{}": { $: { PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The tag. */ tag: number; }; body: TagBody; reply: undefined; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The tag. */ tag: number; }; query: { confirmed?: "true" | "false" | undefined; }; reply: { changeId: number; records: number; }; }; };
merge: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The tag. */ tag: number; }; body: MergeTagBody; reply: { changeId: number; records: number; }; }; };
 };
uses: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The tag. */ tag: number; }; reply: { uses: Array<FieldUse>; }; }; };
 }; };
bulk: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: TagManyBody; reply: BulkRunView; }; };
 }; };
"tag-changes": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: { changes: Array<TagChange>; }; }; };
"{}": { undo: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The change. */ change: number; }; reply: undefined; }; };
 }; }; };
formula: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: FormulaBody; reply: PreviewedFormula; }; };
 };
"option-changes": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: { changes: Array<OptionChange>; }; }; };
"{}": { undo: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The change. */ change: number; }; reply: undefined; }; };
 }; }; };
"deleted-fields": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: { fields: Array<DeletedField>; }; }; };
"{}": { restore: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The field. */ field: number; }; reply: RestoredField; }; };
 }; }; };
records: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: NewResourceBody; reply: RecordResource; };
GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; ids?: string | undefined; /** What to sort by; a minus before it turns the order around. */ sort?: string | undefined; /** Only what is newer than this. */ after?: string | undefined; /** At most so many. */ limit?: number | undefined; fields?: string | undefined; include?: string | undefined; count?: "true" | "false" | undefined; }; reply: ResourcePage; }; };
bulk: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: BulkRowsBody; reply: { results: Array<RowResult>; }; }; };
 };
"bulk-delete": { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: BulkDeleteBody; reply: { results: Array<RowResult>; }; }; };
 };
upsert: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: UpsertBody; reply: { created: boolean; record: RecordResource; }; }; };
 };
"{}": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; query: { fields?: string | undefined; }; reply: RecordResource; };
PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body?: ChangeResourceBody; reply: RecordResource; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: undefined; }; };
permission: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: PermissionCard; }; };
give: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: GiveConsentBody; reply: undefined; }; };
 };
withdraw: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: WithdrawConsentBody; reply: undefined; }; };
 };
topics: { $: { PUT: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: ChooseTopicsBody; reply: undefined; }; };
 };
wishes: { $: { PUT: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body?: WishesBody; reply: undefined; }; };
 };
"ask-again": { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: undefined; }; };
 }; }; };
query: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body?: ResourcesBody; reply: ResourcePage; }; };
 }; }; }; };
records: { "{}": { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body: EnterRecordBody; reply: { id: number; }; };
GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; /** What to sort by; a minus before it turns the order around. */ sort?: string | undefined; /** Where the page begins: what the page before gave as `next` or `cursor`. */ cursor?: string | undefined; /** So many records after the cursor, or the beginning, are passed over. */ skip?: number | undefined; /** Only what is older than this: what the page before gave. */ before?: string | undefined; /** At most so many. */ limit?: number | undefined; /** Ids of the fields to give, with commas between them. */ columns?: string | undefined; }; reply: Page; }; };
bin: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Words to look for. */ search?: string | undefined; /** Where the page begins: what the page before gave as `next` or `cursor`. */ cursor?: string | undefined; }; reply: { records: Array<Binned>; next: null | string; total: number; }; }; };
 };
"{}": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: Record; };
PATCH: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body?: EditRecordBody; reply: Record; };
DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: undefined; }; };
restore: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: undefined; }; };
 };
tags: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: TagBody; reply: { id: number; }; }; };
"{}": { $: { DELETE: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; /** The tag. */ tag: number; }; reply: undefined; }; };
 }; };
related: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: { relations: Array<Relation>; }; }; };
 };
timeline: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; query: { /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** Kinds of event, with commas between them. */ kinds?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { events: Array<Event>; next: null | number; }; }; };
 };
relations: { "{}": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; /** The field. */ field: number; }; query: { /** Where the page begins: what the page before gave as `next` or `cursor`. */ cursor?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: RelatedPage; };
POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; /** The field. */ field: number; }; body: LinksBody; reply: { changed: number; }; }; };
remove: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; /** The field. */ field: number; }; body: LinksBody; reply: { changed: number; }; }; };
 }; }; };
notes: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; query: { /** Only what is newer than this. */ after?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { names: Array<{ id: number; name: string; }>; next: null | string; notes: Array<Note>; }; };
POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: NoteBody; reply: { id: number; }; }; };
 };
calls: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: CallBody; reply: { id: number; }; }; };
 };
mentionable: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; query: { /** Words to look for. */ search?: string | undefined; }; reply: { users: Array<{ id: number; name: string; }>; }; }; };
 };
tasks: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; query: { /** Only what is newer than this. */ after?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { tasks: Array<Task>; next: null | number; }; };
POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body?: TaskBody; reply: { tasks: Array<Task>; }; }; };
 };
presence: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: PresenceBody; reply: undefined; }; };
 };
fields: { "{}": { history: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; /** The field. */ field: number; }; query: { skip?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: FieldHistory; }; };
 }; }; };
"as-of": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; query: { event: number; side?: "before" | "after" | undefined; }; reply: FormerRecord; }; };
 };
"put-back": { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: PutBackBody; reply: Record; }; };
 };
letters: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: WriteLetterBody; reply: { deliveryId: null; refused: string; } | { deliveryId: number; }; }; };
 };
conversations: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: { conversations: Array<ConversationLine>; }; }; };
 };
visits: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: Array<SeenPage>; }; };
 };
scores: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: Array<Explained>; }; };
 };
automations: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: Array<Position>; }; };
 };
events: { $: { POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; body: ReceiveEventBody; reply: { id: number; }; }; };
 }; };
board: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; field: number; sum?: number | undefined; }; reply: { columns: Array<BoardColumn>; }; }; };
 };
count: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; ids?: string | undefined; except?: string | undefined; }; reply: { count: number; }; }; };
 };
about: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; ids?: string | undefined; except?: string | undefined; }; reply: { about: number; }; }; };
 };
ladder: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; /** What to sort by; a minus before it turns the order around. */ sort?: string | undefined; }; reply: Ladder; }; };
 };
range: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; /** What to sort by; a minus before it turns the order around. */ sort?: string | undefined; from: number; to: number; }; reply: { ids: Array<number>; }; }; };
 };
foot: { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; foot: string; }; reply: { foot: { [key: string]: null | number | string }; }; }; };
 };
"export.csv": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; query: { /** Only the records of this group. */ group?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; /** Words to look for. */ search?: string | undefined; ids?: string | undefined; except?: string | undefined; /** What to sort by; a minus before it turns the order around. */ sort?: string | undefined; /** Field ids and the names of system columns, comma-separated and in order; all the asker may see when left out. */ columns?: string | undefined; /** Begins the file with the mark by which Excel knows UTF-8. */ bom?: string | undefined; /** Puts an apostrophe before cells that a spreadsheet would run as formulas; an import takes it off again. */ guard?: string | undefined; }; reply: string; };
POST: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; body?: ExportBody; reply: string; }; };
 }; }; };
events: { "{}": { consequences: { $: { GET: { path: { /** The event. */ id: number; }; reply: { events: Array<Event>; }; }; };
 }; }; };
files: { $: { POST: { query: { as?: "file" | "image" | undefined; }; body: FormData; reply: StoredFile; }; };
"{}": { "{}": { $: { GET: { path: { /** The file. */ id: number; /** The name. */ name: string; }; query: { size?: "whole" | "thumbnail" | undefined; }; reply: string; }; };
 }; }; };
notes: { "{}": { $: { PATCH: { path: { /** The note. */ id: number; }; body: NoteBody; reply: undefined; };
DELETE: { path: { /** The note. */ id: number; }; reply: undefined; }; };
pin: { $: { PUT: { path: { /** The note. */ id: number; }; body: PinBody; reply: undefined; }; };
 };
history: { $: { GET: { path: { /** The note. */ id: number; }; reply: { events: Array<{ was: null | string; id: number; kind: string; at: string; recordedAt: string; actor: { type: "api_key" | "app" | "contact" | "import" | "provider" | "step" | "system" | "tool" | "user"; id: null | string; name: null | string; }; record: { objectId: number; id: number; } | null; subject: { type: string; id: null | number; name: null | string; } | null; causeId: null | number; data: { [key: string]: unknown } | null; personal: { [key: string]: unknown }; hands: { from: null | string; to: null | string; } | null; changes: Array<{ fieldId: number; label: string; before: string; after: string; }>; }>; }; }; };
 }; }; };
tasks: { $: { GET: { query: { status?: "pending" | "complete" | "cancelled" | undefined; /** Instead of a status: what is late, due today, later or without a date, or done, by days of `zone`. */ tab?: "overdue" | "today" | "upcoming" | "done" | undefined; /** The time zone whose days count; the account's when left out. */ zone?: string | undefined; /** Mine, those of my role that nobody has taken, everybody's I may see, or one user's. */ of?: "me" | "roles" | "others" | number | undefined; outcome?: string | undefined; /** A moment: only tasks due before it. */ dueBefore?: string | undefined; /** Where the page begins: what the page before gave as `next` or `cursor`. */ cursor?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { tasks: Array<Task>; cursor: null | string; }; }; };
counts: { $: { GET: { query: { /** A time zone, such as Europe/Berlin. */ zone?: string | undefined; of?: "me" | "roles" | "others" | number | undefined; }; reply: TaskCounts; }; };
 };
bulk: { $: { POST: { body: BulkTasksBody; reply: ChangedTasks; }; };
 };
"{}": { $: { GET: { path: { /** The task. */ id: number; }; reply: ShownTask; };
PATCH: { path: { /** The task. */ id: number; }; body?: ChangeTaskBody; reply: undefined; }; };
complete: { $: { POST: { path: { /** The task. */ id: number; }; body?: CompleteTaskBody; reply: { failed: number; }; }; };
 };
cancel: { $: { POST: { path: { /** The task. */ id: number; }; body?: CancelTaskBody; reply: undefined; }; };
 };
reopen: { $: { POST: { path: { /** The task. */ id: number; }; reply: undefined; }; };
 };
claim: { $: { POST: { path: { /** The task. */ id: number; }; reply: undefined; }; };
 };
retry: { $: { POST: { path: { /** The task. */ id: number; }; reply: { failed: number; }; }; };
 }; }; };
"task-templates": { $: { GET: { reply: { roles: Array<{ id: number; name: string; }>; templates: Array<TaskTemplate>; }; };
POST: { body: TaskTemplateBody; reply: { id: number; }; }; };
steps: { $: { GET: { reply: { steps: Array<string>; }; }; };
 };
"{}": { $: { PUT: { path: { /** The task template. */ id: number; }; body: TaskTemplateBody; reply: undefined; };
DELETE: { path: { /** The task template. */ id: number; }; reply: undefined; }; };
 }; };
views: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: { views: Array<View>; }; };
POST: { body: CreateViewBody; reply: { id: number; }; }; };
order: { $: { PUT: { body: ArrangeViewsBody; reply: undefined; }; };
 };
default: { $: { PUT: { body: DefaultViewBody; reply: undefined; }; };
 };
"{}": { $: { PATCH: { path: { /** The view. */ id: number; }; body: UpdateViewBody; reply: undefined; };
DELETE: { path: { /** The view. */ id: number; }; reply: undefined; }; };
 }; };
criteria: { preview: { $: { POST: { body: PreviewBody; reply: CriteriaPreview; }; };
 }; };
groups: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object?: number | undefined; }; reply: { groups: Array<Group>; }; };
POST: { body: CreateGroupBody; reply: { id: number; }; }; };
"{}": { $: { GET: { path: { /** The group. */ id: number; }; reply: Group; };
PATCH: { path: { /** The group. */ id: number; }; body: UpdateGroupBody; reply: undefined; };
DELETE: { path: { /** The group. */ id: number; }; reply: undefined; }; };
favourite: { $: { PUT: { path: { /** The group. */ id: number; }; body: FavouriteBody; reply: undefined; }; };
 }; }; };
search: { $: { GET: { query: { /** Words to look for. */ q: string; /** At most so many. */ limit?: number | undefined; }; reply: { found: Array<Found>; texts: Array<{ text: string; /** Where in the text words that were looked for stand: from, to. */ marks: Array<[number, number]>; kind: string; id: number; title: string; record: { objectId: number; id: number; name: string; } | null; }>; }; }; };
 };
"permission-settings": { $: { GET: { reply: PermissionSettings; };
PATCH: { body?: PermissionSettingsBody; reply: PermissionSettings; }; };
 };
topics: { $: { GET: { reply: Array<Topic>; };
POST: { body: CreateTopicBody; reply: { id: number; }; }; };
arrange: { $: { POST: { body: ArrangeTopicsBody; reply: undefined; }; };
 };
"{}": { $: { PATCH: { path: { /** The topic. */ id: number; }; body?: UpdateTopicBody; reply: undefined; }; };
 }; };
sending: { $: { GET: { reply: SendingStanding; }; };
stop: { $: { POST: { body: StopSendingBody; reply: undefined; }; };
 };
resume: { $: { POST: { body: ResumeSendingBody; reply: undefined; }; };
 }; };
suppressions: { $: { GET: { reply: SuppressionCounts; };
POST: { body: SuppressAddressBody; reply: undefined; }; };
release: { $: { POST: { body: SuppressAddressBody; reply: undefined; }; };
 };
"look-up": { $: { POST: { body: LookUpBody; reply: { suppressed: boolean; reach: "all" | "bulk" | null; reason: null | string; at: null | string; byOperator: boolean; }; }; };
 };
import: { $: { POST: { body: ImportSuppressionsBody; reply: TakenLines; }; };
 };
export: { $: { GET: { reply: string; }; };
 }; };
"import-reviews": { $: { GET: { reply: Array<ImportReview>; }; };
"{}": { $: { POST: { path: { /** The import. */ import: number; }; body: DecideReviewBody; reply: undefined; }; };
 }; };
imports: { $: { POST: { query: { /** Into which object; found out from the columns when left out. */ object?: number | undefined; /** The first import of files that are brought in together. */ with?: number | undefined; }; body: FormData; reply: ImportView; };
GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object?: number | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; }; reply: { imports: Array<ImportView>; next: null | number; }; }; };
"{}": { $: { GET: { path: { /** The import. */ id: number; }; reply: ImportView; };
DELETE: { path: { /** The import. */ id: number; }; reply: undefined; }; };
preview: { $: { GET: { path: { /** The import. */ id: number; }; reply: ImportPreview; }; };
 };
reading: { $: { PUT: { path: { /** The import. */ id: number; }; body: ReadingBody; reply: ImportView; }; };
 };
object: { $: { PUT: { path: { /** The import. */ id: number; }; body: TransferObjectBody; reply: ImportView; }; };
 };
mapping: { $: { PUT: { path: { /** The import. */ id: number; }; body: MappingBody; reply: ImportView; }; };
 };
rehearsal: { $: { POST: { path: { /** The import. */ id: number; }; body: MappingBody; reply: Rehearsal; }; };
 };
counts: { $: { POST: { path: { /** The import. */ id: number; }; body: MappingBody; reply: FileCounts; }; };
 };
start: { $: { POST: { path: { /** The import. */ id: number; }; body?: StartBody; reply: ImportView; }; };
 };
stop: { $: { POST: { path: { /** The import. */ id: number; }; reply: ImportView; }; };
 };
resume: { $: { POST: { path: { /** The import. */ id: number; }; reply: ImportView; }; };
 };
undo: { $: { POST: { path: { /** The import. */ id: number; }; reply: BulkRunView; }; };
 };
rejects: { $: { GET: { path: { /** The import. */ id: number; }; reply: string; }; };
 }; }; };
bulk: { $: { POST: { body: StartBulkBody; reply: BulkRunView; };
GET: { query: { /** Only what is older than this: what the page before gave. */ before?: number | undefined; status?: "running" | undefined; }; reply: { runs: Array<BulkRunView>; next: null | number; }; }; };
actions: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: { actions: Array<BulkActionView>; }; }; };
 };
preview: { $: { POST: { body: BulkBody; reply: BulkPreview; }; };
 };
"{}": { $: { GET: { path: { /** The bulk. */ id: number; }; reply: { run: BulkRunView; reasons: Array<BulkReason>; }; }; };
failures: { $: { GET: { path: { /** The bulk. */ id: number; }; reply: string; }; };
 };
stop: { $: { POST: { path: { /** The bulk. */ id: number; }; reply: BulkRunView; }; };
 };
resume: { $: { POST: { path: { /** The bulk. */ id: number; }; reply: BulkRunView; }; };
 };
undo: { $: { GET: { path: { /** The bulk. */ id: number; }; reply: BulkPreview; };
POST: { path: { /** The bulk. */ id: number; }; body: UndoBulkBody; reply: BulkRunView; }; };
 }; }; };
"import-sources": { $: { GET: { reply: { sources: Array<SourceView>; }; };
POST: { body: SourceBody; reply: SourceView; }; };
try: { $: { POST: { body: TrySourceBody; reply: TriedSource; }; };
 };
"{}": { $: { GET: { path: { /** The import source. */ id: number; }; reply: { source: SourceView; files: Array<SourceFileView>; }; };
PUT: { path: { /** The import source. */ id: number; }; body: SourceBody; reply: SourceView; };
DELETE: { path: { /** The import source. */ id: number; }; reply: undefined; }; };
paused: { $: { PUT: { path: { /** The import source. */ id: number; }; body: PauseBody; reply: SourceView; }; };
 };
run: { $: { POST: { path: { /** The import source. */ id: number; }; reply: SourceView; }; };
 }; }; };
"account-keys": { $: { GET: { reply: { keys: Array<AccountKeyView>; }; };
POST: { body: PostAccountKeysBody; reply: { keys: Array<AccountKeyView>; }; }; };
"{}": { $: { DELETE: { path: { /** The account key. */ id: number; }; reply: { keys: Array<AccountKeyView>; }; }; };
 }; };
duplicates: { rules: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; }; reply: { rules: Array<DuplicateRuleView>; proposals: Array<DuplicateRuleInput>; }; };
POST: { body: NewDuplicateRuleBody; reply: DuplicateRuleView; }; };
"{}": { $: { PATCH: { path: { /** The rule. */ id: number; }; body: DuplicateRuleBody; reply: DuplicateRuleView; };
DELETE: { path: { /** The rule. */ id: number; }; reply: undefined; }; };
search: { $: { POST: { path: { /** The rule. */ id: number; }; reply: DuplicateRuleView; }; };
 };
stop: { $: { POST: { path: { /** The rule. */ id: number; }; reply: DuplicateRuleView; }; };
 };
clusters: { $: { GET: { path: { /** The rule. */ id: number; }; query: { /** Only what is newer than this. */ after?: string | undefined; }; reply: { clusters: Array<ClusterView>; next: null | string; }; }; };
 }; }; };
searches: { $: { GET: { reply: { searches: Array<{ id: number; object: string; done: number; total: number; }>; }; }; };
 };
sample: { $: { POST: { body: DuplicateSampleBody; reply: RuleSample; }; };
 };
compare: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; ids: string; }; reply: ComparisonView; }; };
 };
merge: { $: { POST: { body: MergeRecordsBody; reply: Merged; }; };
 };
"merge-all": { $: { POST: { body: MergeAllBody; reply: BulkRunView; }; };
preview: { $: { POST: { body: MergeAllPreviewBody; reply: MergePreviewView; }; };
 }; };
dismissals: { $: { POST: { body: DuplicatePairBody; reply: undefined; }; };
undo: { $: { POST: { body: DuplicatePairBody; reply: undefined; }; };
 }; };
merges: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** Only what is older than this: what the page before gave. */ before?: number | undefined; }; reply: { merges: Array<MergeView>; next: null | number; }; }; };
"{}": { undo: { $: { POST: { path: { /** The merge. */ id: number; }; reply: Unmerged; }; };
 }; }; };
of: { $: { GET: { query: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; id: number; }; reply: { records: Array<DuplicateHint>; }; }; };
 };
check: { $: { POST: { body: DuplicateCheckBody; reply: { records: Array<DuplicateHint>; }; }; };
 }; };
brand: { $: { GET: { reply: { brand: Brand; }; };
PUT: { body?: BrandBody; reply: { brand: Brand; }; }; };
 };
signature: { $: { GET: { reply: { signature: string; }; };
PUT: { body: SignatureBody; reply: undefined; }; };
 };
"saved-blocks": { $: { GET: { reply: { savedBlocks: Array<SavedBlock>; }; };
POST: { body: CreateSavedBlockBody; reply: { savedBlock: SavedBlock; }; }; };
"{}": { $: { GET: { path: { /** The saved block. */ id: number; }; reply: { savedBlock: SavedBlock; }; };
PATCH: { path: { /** The saved block. */ id: number; }; body?: UpdateSavedBlockBody; reply: { savedBlock: SavedBlock; }; };
DELETE: { path: { /** The saved block. */ id: number; }; reply: undefined; }; };
 }; };
assets: { $: { GET: { query: { /** Words to look for. */ search?: string | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { assets: Array<Asset>; }; };
POST: { body: FormData; reply: { asset: Asset; }; }; };
fetch: { $: { POST: { body: FetchAssetBody; reply: { asset: Asset; }; }; };
 };
"{}": { $: { GET: { path: { /** The asset. */ id: number; }; reply: { asset: Asset; }; };
PATCH: { path: { /** The asset. */ id: number; }; body?: UpdateAssetBody; reply: { asset: Asset; }; };
DELETE: { path: { /** The asset. */ id: number; }; reply: undefined; }; };
 }; };
"letter-templates": { $: { GET: { reply: { templates: Array<LetterTemplate>; }; }; };
 };
documents: { "import-html": { $: { POST: { body: ImportHtmlBody; reply: { imported: ImportedHtml; }; }; };
 }; };
messages: { $: { GET: { reply: { messages: Array<MessageLine>; }; };
POST: { body: CreateMessageBody; reply: MessageDetail; }; };
"{}": { $: { GET: { path: { /** The message. */ id: number; }; reply: MessageDetail; };
PATCH: { path: { /** The message. */ id: number; }; body: UpdateMessageBody; reply: MessageDetail; };
DELETE: { path: { /** The message. */ id: number; }; reply: undefined; }; };
publish: { $: { POST: { path: { /** The message. */ id: number; }; reply: MessageDetail; }; };
 };
reach: { $: { GET: { path: { /** The message. */ id: number; }; query: { /** Only the records of this group. */ group?: number | undefined; }; reply: Reach; }; };
 };
versions: { $: { GET: { path: { /** The message. */ id: number; }; reply: { versions: Array<MessageVersion>; }; }; };
"{}": { $: { GET: { path: { /** The message. */ id: number; /** The at. */ at: string; }; reply: { source: MessageSource; }; }; };
 }; };
restore: { $: { POST: { path: { /** The message. */ id: number; }; body: RestoreMessageBody; reply: MessageDetail; }; };
 };
checks: { $: { GET: { path: { /** The message. */ id: number; }; reply: { findings: Array<Finding>; }; }; };
outside: { $: { POST: { path: { /** The message. */ id: number; }; reply: AskedOutside; }; };
 }; };
test: { $: { POST: { path: { /** The message. */ id: number; }; body?: TestMessageBody; reply: { to: string; }; }; };
 }; };
preview: { $: { POST: { body: EmailPreviewBody; reply: { problems: Array<MessageProblem>; letter: LetterPreview | null; }; }; };
 }; };
broadcasts: { $: { GET: { query: { /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { open: Array<Broadcast>; broadcasts: Array<ListedBroadcast>; next: null | number; }; };
POST: { body: PlanBroadcastBody; reply: Broadcast; }; };
preview: { $: { POST: { body: PreviewBroadcastBody; reply: BroadcastReach; }; };
 };
"{}": { $: { GET: { path: { /** The broadcast. */ id: number; }; reply: Broadcast; };
PATCH: { path: { /** The broadcast. */ id: number; }; body: MoveBroadcastBody; reply: Broadcast; }; };
pause: { $: { POST: { path: { /** The broadcast. */ id: number; }; reply: Broadcast; }; };
 };
resume: { $: { POST: { path: { /** The broadcast. */ id: number; }; reply: Broadcast; }; };
 };
stop: { $: { POST: { path: { /** The broadcast. */ id: number; }; reply: Broadcast; }; };
 };
winner: { $: { POST: { path: { /** The broadcast. */ id: number; }; body: ChooseVariantBody; reply: Broadcast; }; };
 }; }; };
reports: { letters: { $: { GET: { query: { broadcast?: number | undefined; message?: number | undefined; }; reply: Report; }; };
people: { $: { GET: { query: { broadcast?: number | undefined; message?: number | undefined; outcome: "waiting" | "sent" | "delivered" | "deferred" | "bounced" | "failed" | "uncertain" | "cancelled" | "opened" | "machineOpened" | "unopened" | "clicked" | "machineClicked" | "replied" | "unsubscribed" | "complained"; variant?: number | undefined; domain?: string | undefined; /** Those who followed this link, as it stands in the message. */ link?: string | undefined; reason?: string | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; }; reply: { people: Array<PersonBehind>; hidden: number; next: null | number; }; }; };
 };
"people.csv": { $: { GET: { query: { broadcast?: number | undefined; message?: number | undefined; outcome: "waiting" | "sent" | "delivered" | "deferred" | "bounced" | "failed" | "uncertain" | "cancelled" | "opened" | "machineOpened" | "unopened" | "clicked" | "machineClicked" | "replied" | "unsubscribed" | "complained"; variant?: number | undefined; domain?: string | undefined; /** Those who followed this link, as it stands in the message. */ link?: string | undefined; reason?: string | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; }; reply: string; }; };
 };
"heat-map": { $: { GET: { query: { broadcast?: number | undefined; message?: number | undefined; variant?: number | undefined; }; reply: { html: string; }; }; };
 }; }; };
outbox: { $: { GET: { query: { status?: "queued" | "captured" | "sending" | "sent" | "failed" | "uncertain" | "cancelled" | undefined; message?: number | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { letters: Array<OutboxLine>; next: null | number; }; }; };
"{}": { $: { GET: { path: { /** The outbox. */ id: number; }; reply: OutboxLetter; }; };
"letter.html": { $: { GET: { path: { /** The outbox. */ id: number; }; reply: string; }; };
 }; }; };
waiting: { $: { GET: { reply: { until: string; waiting: Array<Waiting>; }; }; };
 };
"mail-settings": { $: { GET: { reply: MailSettings; };
PUT: { body: MailSettingsBody; reply: MailSettings; }; };
test: { $: { POST: { reply: { to: string; }; }; };
 }; };
"mail-transports": { $: { GET: { reply: Array<MailTransport>; };
POST: { body: TransportBody; reply: Array<MailTransport>; }; };
"{}": { $: { PUT: { path: { /** The mail transport. */ id: number; }; body: TransportBody; reply: Array<MailTransport>; };
DELETE: { path: { /** The mail transport. */ id: number; }; reply: Array<MailTransport>; }; };
 }; };
"sending-domains": { $: { GET: { reply: { domains: Array<SendingDomain>; }; };
POST: { body: AddDomainBody; reply: SendingDomain; }; };
"{}": { $: { PUT: { path: { /** The sending domain. */ id: number; }; body: UpdateDomainBody; reply: SendingDomain; };
DELETE: { path: { /** The sending domain. */ id: number; }; reply: undefined; }; };
check: { $: { POST: { path: { /** The sending domain. */ id: number; }; reply: SendingDomain; }; };
 };
key: { $: { POST: { path: { /** The sending domain. */ id: number; }; reply: SendingDomain; }; };
 }; }; };
inbound: { $: { GET: { reply: InboundSettings; }; };
mails: { $: { GET: { query: { /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { mails: Array<InboundLine>; }; }; };
 };
mailboxes: { $: { POST: { body: MailboxBody; reply: InboundSettings; }; };
"{}": { $: { PUT: { path: { /** The mailbox. */ id: number; }; body: MailboxBody; reply: InboundSettings; };
DELETE: { path: { /** The mailbox. */ id: number; }; reply: undefined; }; };
pause: { $: { POST: { path: { /** The mailbox. */ id: number; }; body: MailboxPauseBody; reply: InboundSettings; }; };
 };
fetch: { $: { POST: { path: { /** The mailbox. */ id: number; }; reply: { mailboxes: Array<InboundMailbox>; /** The installation's own listener; null while it is off. */ listener: { mailHost: string; port: number; isEncrypted: boolean; } | null; read: number; }; }; };
 }; }; }; };
deliverability: { $: { GET: { query: { days?: number | undefined; provider?: "google" | "microsoft" | "yahoo" | "apple" | "gmx" | "other" | undefined; }; reply: Deliverability; }; };
 };
inboxes: { $: { GET: { reply: { inboxes: Array<InboxView>; }; };
POST: { body: InboxBody; reply: { id: number; }; }; };
"{}": { $: { PUT: { path: { /** The inbox. */ id: number; }; body: InboxBody; reply: undefined; };
DELETE: { path: { /** The inbox. */ id: number; }; query: { to: number; }; reply: undefined; }; };
 }; };
"inbox-channels": { $: { POST: { body: ChannelBody; reply: { id: number; }; }; };
"{}": { $: { PATCH: { path: { /** The inbox channel. */ id: number; }; body?: ChannelChangeBody; reply: undefined; };
DELETE: { path: { /** The inbox channel. */ id: number; }; reply: undefined; }; };
 }; };
"answer-templates": { $: { GET: { reply: { templates: Array<TemplateView>; }; };
POST: { body: TemplateBody; reply: { id: number; }; }; };
"{}": { $: { PUT: { path: { /** The answer template. */ id: number; }; body: TemplateBody; reply: undefined; };
DELETE: { path: { /** The answer template. */ id: number; }; reply: undefined; }; };
 }; };
"blocked-senders": { $: { GET: { reply: { senders: Array<{ value: string; at: string; by: null | number; }>; }; };
POST: { body: BlockBody; reply: { closed: number; }; }; };
unblock: { $: { POST: { body: BlockBody; reply: undefined; }; };
 }; };
conversations: { $: { GET: { query: { inbox?: number | undefined; channel?: number | undefined; state?: "open" | "waiting" | "snoozed" | "closed" | "spam" | "any" | undefined; assigned?: "anybody" | "me" | "nobody" | number | undefined; unread?: string | undefined; /** Words to look for. */ search?: string | undefined; /** Where the page begins: what the page before gave as `next` or `cursor`. */ cursor?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { conversations: Array<ConversationLine>; next: null | string; }; };
POST: { body: InboxStartBody; reply: { id: number; }; }; };
counts: { $: { GET: { reply: InboxCounts; }; };
 };
assign: { $: { POST: { body: AssignBody; reply: { changed: number; }; }; };
 };
close: { $: { POST: { body: CloseBody; reply: { changed: number; }; }; };
 };
reopen: { $: { POST: { body: ReopenBody; reply: { changed: number; }; }; };
 };
snooze: { $: { POST: { body: SnoozeBody; reply: { changed: number; }; }; };
 };
move: { $: { POST: { body: MoveBody; reply: { changed: number; }; }; };
 };
"{}": { $: { GET: { path: { /** The conversation. */ id: number; }; reply: ConversationDetail; }; };
entries: { "{}": { html: { $: { GET: { path: { /** The conversation. */ id: number; /** The entry. */ entry: number; }; query: { pictures?: string | undefined; }; reply: { html: string; hasPictures: boolean; }; }; };
 };
attachments: { "{}": { $: { GET: { path: { /** The conversation. */ id: number; /** The entry. */ entry: number; /** The position. */ position: number; }; reply: string; }; };
 }; }; }; };
mentionable: { $: { GET: { path: { /** The conversation. */ id: number; }; query: { /** Words to look for. */ search?: string | undefined; }; reply: { users: Array<{ id: number; name: string; }>; }; }; };
 };
answer: { $: { POST: { path: { /** The conversation. */ id: number; }; body: AnswerBody; reply: { id: number; }; }; };
 };
notes: { $: { POST: { path: { /** The conversation. */ id: number; }; body: InboxNoteBody; reply: { id: number; }; }; };
 };
draft: { $: { PUT: { path: { /** The conversation. */ id: number; }; body: DraftBody; reply: undefined; }; };
 };
read: { $: { PUT: { path: { /** The conversation. */ id: number; }; body: ReadBody; reply: undefined; }; };
 };
answering: { $: { POST: { path: { /** The conversation. */ id: number; }; body: AnsweringBody; reply: undefined; }; };
 };
fill: { $: { POST: { path: { /** The conversation. */ id: number; }; body: FillBody; reply: { text: string; }; }; };
 };
take: { $: { POST: { path: { /** The conversation. */ id: number; }; body?: TakeBody; reply: { record: { objectId: number; id: number; }; }; }; };
 };
merge: { $: { POST: { path: { /** The conversation. */ id: number; }; body: MergeBody; reply: undefined; }; };
 };
spam: { $: { POST: { path: { /** The conversation. */ id: number; }; body?: SpamBody; reply: { closed: number; blocked: string; }; }; };
 }; }; };
visits: { settings: { $: { GET: { reply: VisitSettings; };
PATCH: { body?: VisitSettingsBody; reply: VisitSettings; }; };
 };
key: { $: { POST: { reply: VisitSettings; }; };
 }; };
page: { visits: { $: { POST: { body: PageVisitBody; reply: { isNoted: boolean; }; }; };
 };
forms: { "{}": { $: { GET: { path: { /** The form. */ id: number; }; reply: { id: number; version: number; title: string; language: string; questions: Array<{ name: string; label: string; type: "address" | "check" | "color" | "country" | "date" | "datetime" | "dropdown" | "email" | "file" | "formula" | "image" | "list" | "longtext" | "number" | "parent" | "phone" | "price" | "related" | "relation" | "rollup" | "sms" | "state" | "text" | "url" | "user"; isRequired: boolean; isFile: boolean; options: Array<{ id: number; label: string; }>; shownWhen: { name: string; is: "answered" | "equals" | "not_equals"; value: string; } | null; }>; consents: Array<{ name: string; channel: "email" | "sms"; words: string; isRequired: boolean; }>; /** A proof of work goes with the answers as `q_proof`; without one an address may hand in a few times only, where the form allows it at all. */ challenge: string; needsProof: boolean; }; };
POST: { path: { /** The form. */ id: number; }; body: FormData; reply: { done: boolean; redirect: null | string; }; }; };
 }; }; };
forms: { $: { GET: { reply: Array<FormLine>; };
POST: { body: NewFormBody; reply: Form; }; };
"{}": { $: { GET: { path: { /** The form. */ id: number; }; reply: Form; };
PATCH: { path: { /** The form. */ id: number; }; body?: FormBody; reply: Form; };
DELETE: { path: { /** The form. */ id: number; }; reply: undefined; }; };
publish: { $: { POST: { path: { /** The form. */ id: number; }; reply: Form; }; };
 };
withdraw: { $: { POST: { path: { /** The form. */ id: number; }; reply: Form; }; };
 };
preview: { $: { GET: { path: { /** The form. */ id: number; }; reply: { html: null | string; problems: Array<FormProblem>; }; }; };
 };
versions: { $: { GET: { path: { /** The form. */ id: number; }; reply: Array<{ version: number; publishedAt: string; publishedBy: null | number; }>; }; };
"{}": { $: { GET: { path: { /** The form. */ id: number; /** Of which version. */ version: number; }; reply: { document: Document; settings: FormSettings; }; }; };
 }; };
numbers: { $: { GET: { path: { /** The form. */ id: number; }; reply: FormNumbers; }; };
 };
submissions: { $: { GET: { path: { /** The form. */ id: number; }; query: { /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { rows: Array<Submission>; next: null | number; }; }; };
 };
"submissions.csv": { $: { GET: { path: { /** The form. */ id: number; }; reply: string; }; };
 }; }; };
notifications: { $: { GET: { query: { /** Only what is older than this: what the page before gave. */ before?: number | undefined; unread?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { notifications: Array<NotificationView>; unread: number; next: null | number; }; }; };
read: { $: { POST: { body: NotificationsReadBody; reply: undefined; }; };
 };
choices: { $: { GET: { reply: { choices: Array<Choice>; }; };
PUT: { body: ChoicesBody; reply: { choices: Array<Choice>; }; }; };
 }; };
scores: { $: { GET: { reply: Array<Score>; };
POST: { body: NewScoreBody; reply: Score; }; };
preview: { $: { POST: { body: PreviewScoreBody; reply: LeadsPreview; }; };
 };
"{}": { $: { GET: { path: { /** The score. */ id: number; }; reply: Score; };
PATCH: { path: { /** The score. */ id: number; }; body: ScoreBody; reply: Score; };
DELETE: { path: { /** The score. */ id: number; }; reply: undefined; }; };
stop: { $: { POST: { path: { /** The score. */ id: number; }; reply: Score; }; };
 };
resume: { $: { POST: { path: { /** The score. */ id: number; }; reply: Score; }; };
 }; }; };
"lead-routers": { $: { GET: { reply: Array<Router>; };
POST: { body: NewRouterBody; reply: Router; }; };
try: { $: { POST: { body: TryRouterBody; reply: Tried; }; };
 };
"{}": { $: { PATCH: { path: { /** The lead router. */ id: number; }; body: RouterBody; reply: Router; };
DELETE: { path: { /** The lead router. */ id: number; }; reply: { left: number; }; }; };
waiting: { $: { GET: { path: { /** The lead router. */ id: number; }; reply: Array<{ recordId: number; name: string; since: string; }>; }; };
 }; }; };
webhooks: { $: { GET: { query: { status?: "waiting" | "queued" | "sending" | "sent" | "failed" | "captured" | "cancelled" | undefined; host?: string | undefined; subscription?: number | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { webhooks: Array<WebhookLine>; next: null | number; }; }; };
secret: { $: { GET: { reply: SecretState; };
POST: { reply: { madeAt: null | string; /** Until when the one before it signs too. */ previousEndsAt: null | string; secret: string; }; }; };
 };
"{}": { $: { GET: { path: { /** The webhook. */ id: number; }; reply: WebhookDetail; }; };
repeat: { $: { POST: { path: { /** The webhook. */ id: number; }; reply: { id: number; }; }; };
 }; }; };
"webhook-subscriptions": { $: { GET: { reply: { subscriptions: Array<Subscription>; }; };
POST: { body: NewSubscriptionBody; reply: { secret: string; id: number; url: string; host: string; events: Array<{ kind: string; subjectId: null | number; objectId: null | number; }>; format: "form" | "json"; fields: "all" | "id" | "light"; only: { objectId: number; criteria: Criteria; } | null; /** With whose rights it sees. */ user: { id: number; name: string; }; state: "active" | "ended" | "paused"; reason: SubscriptionReason | null; stateAt: string; madeAt: string; failingSince: null | string; failures: number; triedAt: null | string; triedStatus: null | number; takenAt: null | string; /** How many deliveries wait. */ waiting: number; }; }; };
events: { $: { GET: { reply: { events: Array<SubscribableEvent>; }; }; };
 };
log: { $: { GET: { reply: LogDays; };
PUT: { body: LogDaysBody; reply: LogDays; }; };
 };
"{}": { $: { GET: { path: { /** The webhook subscription. */ id: number; }; reply: Subscription; };
PATCH: { path: { /** The webhook subscription. */ id: number; }; body?: SubscriptionChangeBody; reply: Subscription; };
DELETE: { path: { /** The webhook subscription. */ id: number; }; reply: undefined; }; };
pause: { $: { POST: { path: { /** The webhook subscription. */ id: number; }; reply: undefined; }; };
 };
resume: { $: { POST: { path: { /** The webhook subscription. */ id: number; }; reply: undefined; }; };
 };
secret: { $: { GET: { path: { /** The webhook subscription. */ id: number; }; reply: SecretState; };
POST: { path: { /** The webhook subscription. */ id: number; }; reply: { madeAt: null | string; /** Until when the one before it signs too. */ previousEndsAt: null | string; secret: string; }; }; };
 };
test: { $: { POST: { path: { /** The webhook subscription. */ id: number; }; reply: TestOutcome; }; };
 };
deliveries: { $: { GET: { path: { /** The webhook subscription. */ id: number; }; query: { status?: "waiting" | "queued" | "sending" | "sent" | "failed" | "captured" | "cancelled" | undefined; host?: string | undefined; /** Only what is older than this: what the page before gave. */ before?: number | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { webhooks: Array<WebhookLine>; next: null | number; }; }; };
 };
replay: { $: { POST: { path: { /** The webhook subscription. */ id: number; }; body?: ReplayBody; reply: { count: number; }; }; };
 }; }; };
automations: { $: { GET: { reply: Array<Listed>; };
POST: { body: CreateAutomationBody; reply: Automation; }; };
catalogue: { $: { GET: { reply: Catalogue; }; };
settings: { $: { GET: { reply: Array<StepSettings>; }; };
 }; };
"{}": { $: { GET: { path: { /** The automation. */ id: number; }; reply: Opened; };
PATCH: { path: { /** The automation. */ id: number; }; body: UpdateAutomationBody; reply: Opened; };
DELETE: { path: { /** The automation. */ id: number; }; reply: { left: number; }; }; };
pause: { $: { POST: { path: { /** The automation. */ id: number; }; reply: Automation; }; };
 };
resume: { $: { POST: { path: { /** The automation. */ id: number; }; reply: Automation; }; };
 };
records: { $: { POST: { path: { /** The automation. */ id: number; }; body: RecordsBody; reply: Enrolled; }; };
remove: { $: { POST: { path: { /** The automation. */ id: number; }; body: RecordsBody; reply: { left: number; }; }; };
 };
"{}": { log: { $: { GET: { path: { /** The automation. */ id: number; /** The record id. */ recordId: number; }; reply: Array<LogLine>; }; };
 };
way: { $: { GET: { path: { /** The automation. */ id: number; /** The record id. */ recordId: number; }; reply: Way; }; };
 }; }; };
effect: { $: { GET: { path: { /** The automation. */ id: number; }; reply: { revision: number; version: null | number; steps: Array<StepEffect>; difference: MapDifference; standing: number; }; }; };
 };
publish: { $: { POST: { path: { /** The automation. */ id: number; }; body?: PublishBody; reply: Automation; }; };
 };
versions: { $: { GET: { path: { /** The automation. */ id: number; }; reply: Array<Version>; }; };
"{}": { $: { GET: { path: { /** The automation. */ id: number; /** Of which version. */ version: number; }; reply: { map: AutomationMap; }; };
PATCH: { path: { /** The automation. */ id: number; /** Of which version. */ version: number; }; body: NameVersionBody; reply: { name: string; note: string; version: number; }; }; };
restore: { $: { POST: { path: { /** The automation. */ id: number; /** Of which version. */ version: number; }; body: RevisionBody; reply: Opened; }; };
 }; }; };
compare: { $: { GET: { path: { /** The automation. */ id: number; }; query: { from: "draft" | number; to?: "draft" | number | undefined; }; reply: { before: AutomationMap; after: AutomationMap; difference: MapDifference; }; }; };
 };
draft: { discard: { $: { POST: { path: { /** The automation. */ id: number; }; body: RevisionBody; reply: Opened; }; };
 }; };
export: { $: { GET: { path: { /** The automation. */ id: number; }; query: { /** Of which version. */ version?: number | undefined; }; reply: PortableMap; }; };
 };
"undo-template": { $: { POST: { path: { /** The automation. */ id: number; }; reply: { deleted: number; kept: number; }; }; };
 };
counts: { $: { GET: { path: { /** The automation. */ id: number; }; query: { from?: string | undefined; to?: string | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; }; reply: Counts; }; };
 };
steps: { "{}": { people: { $: { GET: { path: { /** The automation. */ id: number; /** The step id. */ stepId: number; }; query: { state?: "standing" | "failed" | undefined; /** Only what is newer than this. */ after?: number | undefined; /** At most so many. */ limit?: number | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; failure?: string | undefined; }; reply: { people: Array<Person>; next: null | number; objectId: number; /** Why people were set aside here, the most frequent reason first; with the first page of those that were. */ failures: Array<Failure>; }; }; };
 };
passes: { $: { GET: { path: { /** The automation. */ id: number; /** The step id. */ stepId: number; }; query: { from?: string | undefined; to?: string | undefined; /** Which records, as JSON in the language of criteria. */ criteria?: string | undefined; exit?: number | undefined; /** Only what is older than this: what the page before gave. */ before?: string | undefined; /** At most so many. */ limit?: number | undefined; }; reply: { objectId: number; people: Array<Passer>; next: null | string; }; }; };
 };
move: { $: { POST: { path: { /** The automation. */ id: number; /** The step id. */ stepId: number; }; body: AutomationsMoveBody; reply: MovedPeople; }; };
 };
retry: { $: { POST: { path: { /** The automation. */ id: number; /** The step id. */ stepId: number; }; reply: { retried: number; goesOn: boolean; }; }; };
 }; }; };
splits: { $: { GET: { path: { /** The automation. */ id: number; }; reply: Array<Split>; }; };
"{}": { winner: { $: { POST: { path: { /** The automation. */ id: number; /** The step id. */ stepId: number; }; body: WinnerBody; reply: undefined; }; };
 }; }; };
simulations: { $: { POST: { path: { /** The automation. */ id: number; }; body?: SimulationBody; reply: { id: number; }; };
GET: { path: { /** The automation. */ id: number; }; reply: Array<Simulation>; }; };
"{}": { stop: { $: { POST: { path: { /** The automation. */ id: number; /** The simulation id. */ simulationId: number; }; reply: { [key: string]: unknown }; }; };
 }; }; }; };
import: { $: { POST: { body: ImportBody; reply: { made: Array<{ what: "automation" | "field" | "group" | "message" | "object" | "option" | "other" | "record" | "role" | "router" | "score" | "secret" | "tag" | "taskTemplate" | "user"; name: string; }>; id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; }; }; };
preview: { $: { POST: { body: PreviewImportBody; reply: { things: Array<PlannedThing>; problems: { [key: string]: string }; name: string; steps: number; triggers: number; }; }; };
 }; };
templates: { $: { GET: { reply: Array<Template>; }; };
"{}": { $: { GET: { path: { /** The key. */ key: string; }; reply: TemplateWhole; };
POST: { path: { /** The key. */ key: string; }; body?: MakeBody; reply: { made: Array<AutomationsMadeThing>; id: number; objectId: number; name: string; status: Status; revision: number; version: null | number; /** Whether the draft says something else than what runs. */ draftDiffers: boolean; createdAt: string; updatedAt: string; }; }; };
preview: { $: { POST: { path: { /** The key. */ key: string; }; body?: AutomationsPreviewBody; reply: { things: Array<PlannedThing>; problems: { [key: string]: string }; }; }; };
 }; }; }; };
rules: { $: { GET: { reply: Array<ListedRule>; };
POST: { body: NewRuleBody; reply: Rule; }; };
"{}": { $: { GET: { path: { /** The rule. */ id: number; }; reply: Rule; };
PUT: { path: { /** The rule. */ id: number; }; body: ChangedRuleBody; reply: Rule; };
DELETE: { path: { /** The rule. */ id: number; }; reply: { left: number; }; }; };
pause: { $: { POST: { path: { /** The rule. */ id: number; }; reply: Automation; }; };
 };
resume: { $: { POST: { path: { /** The rule. */ id: number; }; reply: Automation; }; };
 }; }; };
tools: { $: { GET: { reply: ToolSettings; };
PATCH: { body?: SwitchToolsBody; reply: ToolSettings; }; };
 };
privacy: { erasures: { $: { POST: { body: EraseBody; reply: undefined; }; };
 };
people: { "{}": { "{}": { "access.json": { $: { GET: { path: { /** The object: 0 are contacts; `GET /api/objects` lists them all. */ object: number; /** The record. */ id: number; }; reply: unknown; }; };
 }; }; }; }; };
sample: { $: { POST: { body?: PostSampleBody; reply: { accountId: number; }; };
DELETE: { reply: undefined; }; };
 };
live: { $: { GET: { query: { /** Topics with commas between them. */ topics: string; }; reply: string; }; };
 }; }; }
