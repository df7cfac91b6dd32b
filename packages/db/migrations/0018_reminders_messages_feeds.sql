CREATE TABLE "calendar_feeds" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"sender_id" uuid,
	"audience" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"is_essential" boolean DEFAULT false NOT NULL,
	"recipient_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_messages_audience" CHECK ("event_messages"."audience" in ('holders', 'not_admitted', 'waitlist')),
	CONSTRAINT "event_messages_subject_length" CHECK (char_length("event_messages"."subject") between 1 and 150),
	CONSTRAINT "event_messages_body_length" CHECK (char_length("event_messages"."body") between 1 and 10000)
);
--> statement-breakpoint
CREATE TABLE "event_reminders" (
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "event_reminders_event_id_kind_start_at_pk" PRIMARY KEY("event_id","kind","start_at"),
	CONSTRAINT "event_reminders_kind" CHECK ("event_reminders"."kind" in ('reminder_day', 'reminder_hour'))
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "sends_reminders" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_messages" ADD CONSTRAINT "event_messages_sender_id_users_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_messages" ADD CONSTRAINT "event_messages_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_reminders" ADD CONSTRAINT "event_reminders_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_hash_key" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "event_messages_event_idx" ON "event_messages" USING btree ("event_id","created_at","id");--> statement-breakpoint
CREATE INDEX "event_messages_sender_idx" ON "event_messages" USING btree ("sender_id");--> statement-breakpoint
CREATE INDEX "events_reminders_idx" ON "events" USING btree ("start_at") WHERE "events"."status" = 'published' and "events"."sends_reminders";
--> statement-breakpoint
GRANT SELECT, INSERT ON event_reminders, event_messages TO eventmaster_tenant;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_feeds TO eventmaster_tenant;
--> statement-breakpoint
DO $$
DECLARE
	tenant_table text;
BEGIN
	FOREACH tenant_table IN ARRAY ARRAY['event_reminders', 'event_messages']
	LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
		EXECUTE format('CREATE POLICY tenant ON %I TO eventmaster_tenant
			USING (organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))
			WITH CHECK (organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))',
			tenant_table);
	END LOOP;
END
$$;
