-- Row-level security (decision 6). Requests run under a role that owns nothing and cannot bypass it, with the organization
-- set for the length of their transaction: see src/tenant.ts. Roles belong to the whole server, so it may be there already.
DO $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'eventmaster_tenant') THEN
		CREATE ROLE eventmaster_tenant NOLOGIN NOBYPASSRLS;
	END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
	NULL; -- Another database's migration was quicker.
END
$$;
--> statement-breakpoint
DO $$
BEGIN
	IF NOT pg_has_role(current_user, 'eventmaster_tenant', 'MEMBER') THEN
		EXECUTE format('GRANT eventmaster_tenant TO %I', current_user);
	END IF;
	EXECUTE format('GRANT USAGE ON SCHEMA public TO eventmaster_tenant');
END
$$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON users, sessions, account_tokens, organizations, memberships, invitations, api_keys,
	events, event_staff, check_in_points, event_revisions, registrations, questions, answers, waitlist_entries, admissions
	TO eventmaster_tenant;
--> statement-breakpoint
-- What is append-only may be added to and read, nothing else.
GRANT SELECT, INSERT ON scans, undone_scans, audit_log TO eventmaster_tenant;
--> statement-breakpoint
GRANT SELECT ON audit_chain TO eventmaster_tenant;
--> statement-breakpoint
DO $$
DECLARE
	tenant_table text;
BEGIN
	FOREACH tenant_table IN ARRAY ARRAY['memberships', 'invitations', 'api_keys', 'events', 'event_staff', 'check_in_points',
		'event_revisions', 'registrations', 'questions', 'answers', 'waitlist_entries', 'scans', 'undone_scans', 'admissions',
		'audit_log', 'audit_chain']
	LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
		-- The sub-select is evaluated once per statement, not once per row. No organization set: no row.
		EXECUTE format('CREATE POLICY tenant ON %I TO eventmaster_tenant
			USING (organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))
			WITH CHECK (organization_id = (SELECT nullif(current_setting(''app.organization_id'', true), '''')::uuid))',
			tenant_table);
	END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON organizations TO eventmaster_tenant
	USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
--> statement-breakpoint
-- One link of the audit log's chain: over the row, in a form that no setting changes, and over the link before it.
CREATE FUNCTION audit_link(previous text, entry audit_log) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT encode(sha256(convert_to(jsonb_build_array(previous, entry.id, entry.organization_id,
		(extract(epoch FROM entry.at) * 1000)::bigint, entry.actor_id, entry.action, entry.subject_type, entry.subject_id,
		entry.request_id, entry.network, entry.details)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Runs when the row's transaction commits, so that the lock on the organization's chain is held for a moment only.
CREATE FUNCTION append_to_audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	last_link audit_chain;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(NEW.organization_id::text, 4826391078));
	SELECT * INTO last_link FROM audit_chain WHERE organization_id = NEW.organization_id ORDER BY sequence DESC LIMIT 1;
	INSERT INTO audit_chain (organization_id, sequence, audit_id, hash)
		VALUES (NEW.organization_id, coalesce(last_link.sequence, 0) + 1, NEW.id, audit_link(coalesce(last_link.hash, ''), NEW));
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_log_chain AFTER INSERT ON audit_log DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION append_to_audit_chain();
--> statement-breakpoint
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_chain_no_truncate BEFORE TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER undone_scans_append_only BEFORE UPDATE OR DELETE ON undone_scans FOR EACH ROW EXECUTE FUNCTION refuse_change();
