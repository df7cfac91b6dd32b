CREATE TYPE "public"."door_names" AS ENUM('full', 'short', 'hidden');--> statement-breakpoint
ALTER TYPE "public"."verdict" ADD VALUE 'left' BEFORE 'cancelled';--> statement-breakpoint
CREATE TABLE "conflict_resolutions" (
	"scan_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"note" text NOT NULL,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roster_removals" (
	"registration_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"removed_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL
);
--> statement-breakpoint
DROP INDEX "undone_scans_event_idx";--> statement-breakpoint
DROP INDEX "check_in_points_name_key";--> statement-breakpoint
ALTER TABLE "admissions" ADD COLUMN "left_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scans" ADD COLUMN "recorded_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "undone_scans" ADD COLUMN "recorded_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "check_in_points" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "door_names" "door_names" DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "registrations" ADD COLUMN "changed_in" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "conflict_resolutions" ADD CONSTRAINT "conflict_resolutions_scan_id_scans_id_fk" FOREIGN KEY ("scan_id") REFERENCES "public"."scans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_resolutions" ADD CONSTRAINT "conflict_resolutions_resolved_by_users_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_resolutions" ADD CONSTRAINT "conflict_resolutions_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_removals" ADD CONSTRAINT "roster_removals_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conflict_resolutions_event_idx" ON "conflict_resolutions" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "conflict_resolutions_resolved_by_idx" ON "conflict_resolutions" USING btree ("resolved_by");--> statement-breakpoint
CREATE INDEX "roster_removals_event_idx" ON "roster_removals" USING btree ("event_id","removed_in");--> statement-breakpoint
CREATE INDEX "scans_event_recorded_idx" ON "scans" USING btree ("event_id","recorded_in","id");--> statement-breakpoint
CREATE INDEX "check_in_points_event_idx" ON "check_in_points" USING btree ("event_id","created_at","id");--> statement-breakpoint
CREATE INDEX "registrations_event_changed_idx" ON "registrations" USING btree ("event_id","changed_in","id");--> statement-breakpoint
CREATE INDEX "undone_scans_event_idx" ON "undone_scans" USING btree ("event_id","recorded_in","scan_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_in_points_name_key" ON "check_in_points" USING btree ("event_id","name") WHERE "check_in_points"."removed_at" is null;
--> statement-breakpoint
GRANT SELECT, INSERT ON conflict_resolutions TO eventmaster_tenant;
--> statement-breakpoint
GRANT SELECT ON roster_removals TO eventmaster_tenant;
--> statement-breakpoint
DO $$
DECLARE
	tenant_table text;
BEGIN
	FOREACH tenant_table IN ARRAY ARRAY['conflict_resolutions', 'roster_removals']
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
CREATE TRIGGER conflict_resolutions_append_only BEFORE UPDATE OR DELETE ON conflict_resolutions
	FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What a roster shows of a registration: every write of the row counts, whoever makes it.
CREATE FUNCTION mark_registration_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.changed_in := pg_current_xact_id();
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER registrations_changed BEFORE INSERT OR UPDATE ON registrations
	FOR EACH ROW EXECUTE FUNCTION mark_registration_changed();
--> statement-breakpoint
CREATE FUNCTION note_roster_removal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	-- Where the event itself is being deleted there is no roster left to mend.
	INSERT INTO roster_removals (registration_id, organization_id, event_id)
		SELECT OLD.id, OLD.organization_id, OLD.event_id WHERE EXISTS (SELECT 1 FROM events WHERE id = OLD.event_id);
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER registrations_removed AFTER DELETE ON registrations FOR EACH ROW EXECUTE FUNCTION note_roster_removal();
--> statement-breakpoint
-- A person's new name belongs on the rosters of events that are not over, in whichever organization.
CREATE FUNCTION touch_rosters_of_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	UPDATE registrations SET changed_in = changed_in
		WHERE user_id = NEW.id AND event_id IN (SELECT id FROM events WHERE end_at > now() - interval '1 day');
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER users_renamed AFTER UPDATE OF display_name, email ON users FOR EACH ROW
	WHEN (OLD.display_name IS DISTINCT FROM NEW.display_name OR OLD.email IS DISTINCT FROM NEW.email)
	EXECUTE FUNCTION touch_rosters_of_person();
--> statement-breakpoint
-- Live updates (decision 14): says which event changed, when the transaction commits. A payload that was sent in the same
-- transaction already is dropped by PostgreSQL, so an import of 50,000 rows is one notification.
CREATE FUNCTION announce_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('eventmaster_live', changed_events.organization_id || ' ' || changed_events.event_id)
		FROM (SELECT DISTINCT organization_id, event_id FROM changed) AS changed_events;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION announce_event_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('eventmaster_live', changed.organization_id || ' ' || changed.id) FROM changed;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_announce_insert AFTER INSERT ON events REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_event_rows();
--> statement-breakpoint
CREATE TRIGGER events_announce_update AFTER UPDATE ON events REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_event_rows();
--> statement-breakpoint
CREATE TRIGGER events_announce_delete AFTER DELETE ON events REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_event_rows();
--> statement-breakpoint
CREATE TRIGGER registrations_announce_insert AFTER INSERT ON registrations REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER registrations_announce_update AFTER UPDATE ON registrations REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER registrations_announce_delete AFTER DELETE ON registrations REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER scans_announce AFTER INSERT ON scans REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER undone_scans_announce AFTER INSERT ON undone_scans REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER conflict_resolutions_announce AFTER INSERT ON conflict_resolutions REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER check_in_points_announce_insert AFTER INSERT ON check_in_points REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
--> statement-breakpoint
CREATE TRIGGER check_in_points_announce_update AFTER UPDATE ON check_in_points REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION announce_events();
