ALTER TYPE "public"."account_token_purpose" ADD VALUE 'restore_email';--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"organization_id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "invitations_expires_at_idx" ON "invitations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sessions_ended_at_idx" ON "sessions" USING btree ("ended_at") WHERE "sessions"."ended_at" is not null;--> statement-breakpoint
INSERT INTO audit_heads (organization_id, sequence, hash)
	SELECT DISTINCT ON (organization_id) organization_id, sequence, hash FROM audit_chain ORDER BY organization_id, sequence DESC;
--> statement-breakpoint
GRANT SELECT ON audit_heads TO eventmaster_tenant;
--> statement-breakpoint
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON audit_heads TO eventmaster_tenant
	USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
--> statement-breakpoint
-- As before, but a chain whose tail was cut goes on from its head: the gap then stays for good.
CREATE OR REPLACE FUNCTION append_to_audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	last_link audit_chain;
	head audit_heads;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(NEW.organization_id::text, 4826391078));
	SELECT * INTO last_link FROM audit_chain WHERE organization_id = NEW.organization_id ORDER BY sequence DESC LIMIT 1;
	SELECT * INTO head FROM audit_heads WHERE organization_id = NEW.organization_id;
	IF head.sequence > coalesce(last_link.sequence, 0) THEN
		last_link.sequence := head.sequence;
		last_link.hash := head.hash;
	END IF;
	INSERT INTO audit_chain (organization_id, sequence, audit_id, hash)
		VALUES (NEW.organization_id, coalesce(last_link.sequence, 0) + 1, NEW.id, audit_link(coalesce(last_link.hash, ''), NEW));
	RETURN NULL;
END
$$;
--> statement-breakpoint
-- Fires after all links of the transaction are made, because it is queued by them: the first call moves the head to the
-- chain's end, the others find it there. Moving it with each row would make 50,000 versions of one row in one import.
CREATE FUNCTION move_audit_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	IF (SELECT sequence FROM audit_heads WHERE organization_id = NEW.organization_id) >= NEW.sequence THEN
		RETURN NULL;
	END IF;
	INSERT INTO audit_heads (organization_id, sequence, hash)
		SELECT organization_id, sequence, hash FROM audit_chain
		WHERE organization_id = NEW.organization_id ORDER BY sequence DESC LIMIT 1
		ON CONFLICT (organization_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_chain_head AFTER INSERT ON audit_chain DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW EXECUTE FUNCTION move_audit_head();
--> statement-breakpoint
-- A head only moves forwards, and only onto a link that there is.
CREATE FUNCTION refuse_wrong_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT FROM audit_chain c
		WHERE c.organization_id = NEW.organization_id AND c.sequence = NEW.sequence AND c.hash = NEW.hash)
		AND (TG_OP = 'INSERT' OR (NEW.organization_id = OLD.organization_id AND NEW.sequence > OLD.sequence)) THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'audit_heads is append-only: it moves forwards with its chain' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_heads_forwards BEFORE INSERT OR UPDATE ON audit_heads FOR EACH ROW EXECUTE FUNCTION refuse_wrong_head();
--> statement-breakpoint
CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_heads_no_truncate BEFORE TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
