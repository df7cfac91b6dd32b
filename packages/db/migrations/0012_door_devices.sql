CREATE TABLE "door_devices" (
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"device_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"user_id" uuid,
	"session_id" uuid,
	"check_in_point_id" uuid,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"pending_scans" integer DEFAULT 0 NOT NULL,
	"roster_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	"revoke_reason" text,
	CONSTRAINT "door_devices_event_id_device_id_pk" PRIMARY KEY("event_id","device_id"),
	CONSTRAINT "door_devices_name_length" CHECK (char_length("door_devices"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "door_passes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"device_id" text NOT NULL,
	"user_id" uuid,
	"session_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"duty_ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "leased_seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"device_id" text NOT NULL,
	"status" text DEFAULT 'held' NOT NULL,
	"leased_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"registration_id" uuid,
	"generation" integer,
	"changed_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "leased_seats_status" CHECK ("leased_seats"."status" in ('held', 'used', 'returned', 'expired'))
);
--> statement-breakpoint
ALTER TABLE "conflict_resolutions" ADD COLUMN "counts" boolean;--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "digest" text;--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "mark" text;--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "is_held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "leased_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "door_devices" ADD CONSTRAINT "door_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_devices" ADD CONSTRAINT "door_devices_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_devices" ADD CONSTRAINT "door_devices_check_in_point_id_check_in_points_id_fk" FOREIGN KEY ("check_in_point_id") REFERENCES "public"."check_in_points"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_devices" ADD CONSTRAINT "door_devices_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_devices" ADD CONSTRAINT "door_devices_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_passes" ADD CONSTRAINT "door_passes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_passes" ADD CONSTRAINT "door_passes_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_passes" ADD CONSTRAINT "door_passes_device_fk" FOREIGN KEY ("event_id","device_id") REFERENCES "public"."door_devices"("event_id","device_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leased_seats" ADD CONSTRAINT "leased_seats_registration_id_registrations_id_fk" FOREIGN KEY ("registration_id") REFERENCES "public"."registrations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leased_seats" ADD CONSTRAINT "leased_seats_device_fk" FOREIGN KEY ("event_id","device_id") REFERENCES "public"."door_devices"("event_id","device_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "door_devices_seen_idx" ON "door_devices" USING btree ("event_id","last_seen_at","id");--> statement-breakpoint
CREATE INDEX "door_devices_user_idx" ON "door_devices" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "door_devices_session_idx" ON "door_devices" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "door_devices_point_idx" ON "door_devices" USING btree ("check_in_point_id");--> statement-breakpoint
CREATE INDEX "door_devices_revoked_by_idx" ON "door_devices" USING btree ("revoked_by");--> statement-breakpoint
CREATE INDEX "door_passes_device_idx" ON "door_passes" USING btree ("event_id","device_id");--> statement-breakpoint
CREATE INDEX "door_passes_user_idx" ON "door_passes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "door_passes_session_idx" ON "door_passes" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "leased_seats_device_idx" ON "leased_seats" USING btree ("event_id","device_id","status");--> statement-breakpoint
CREATE INDEX "leased_seats_changed_idx" ON "leased_seats" USING btree ("event_id","changed_in");--> statement-breakpoint
CREATE INDEX "leased_seats_expiry_idx" ON "leased_seats" USING btree ("event_id","expires_at") WHERE "leased_seats"."status" = 'held';--> statement-breakpoint
CREATE INDEX "leased_seats_registration_idx" ON "leased_seats" USING btree ("registration_id");--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_mark" CHECK ("scans"."mark" in ('signed_out', 'duty_ended', 'device_revoked'));--> statement-breakpoint
ALTER TABLE "scans" ADD CONSTRAINT "scans_held" CHECK (not "scans"."is_held" or "scans"."mark" is not null);--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_leases" CHECK ("events"."leased_count" between 0 and "events"."offered_count");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON door_devices, door_passes, leased_seats TO eventmaster_tenant;
--> statement-breakpoint
DO $$
DECLARE
	tenant_table text;
BEGIN
	FOREACH tenant_table IN ARRAY ARRAY['door_devices', 'door_passes', 'leased_seats']
	LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
		EXECUTE format('CREATE POLICY tenant ON %I TO eventmaster_tenant
			USING (organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))
			WITH CHECK (organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))',
			tenant_table);
	END LOOP;
END
$$;
--> statement-breakpoint
-- As of registrations: what a roster shows of a leased seat is what changed since.
CREATE TRIGGER leased_seats_changed BEFORE INSERT OR UPDATE ON leased_seats
	FOR EACH ROW EXECUTE FUNCTION mark_registration_changed();
--> statement-breakpoint
CREATE TRIGGER leased_seats_announce AFTER UPDATE ON leased_seats REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
-- A device that is revoked, or allowed again, hears of it at once; that it was seen is no news.
CREATE FUNCTION announce_device() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('eventmaster_live', NEW.organization_id || ' ' || NEW.event_id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER door_devices_announce AFTER UPDATE ON door_devices FOR EACH ROW
	WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at) EXECUTE FUNCTION announce_device();
