CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"started_by" uuid,
	"status" text DEFAULT 'running' NOT NULL,
	"stopped_by" text,
	"plan" jsonb,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"registered" integer DEFAULT 0 NOT NULL,
	"registered_again" integer DEFAULT 0 NOT NULL,
	"new_people" integer DEFAULT 0 NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "imports_status" CHECK ("imports"."status" in ('running', 'done', 'stopped')),
	CONSTRAINT "imports_stopped_by" CHECK ("imports"."stopped_by" in ('event_cancelled', 'internal'))
);
--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."events"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_event_idx" ON "imports" USING btree ("event_id","created_at","id");--> statement-breakpoint
CREATE INDEX "imports_started_by_idx" ON "imports" USING btree ("started_by");
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON imports TO eventmaster_tenant;
--> statement-breakpoint
ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON imports TO eventmaster_tenant
	USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
	WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
--> statement-breakpoint
-- The words of a text as search knows them. Chinese and Japanese do not part words by spaces, and PostgreSQL takes a whole
-- run of them for one word: here each two neighbours are a word, and of a text (not of a query) the last sign alone is one
-- more, so that a single sign finds every place where it stands.
CREATE FUNCTION search_words(content text, is_query boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog AS $$
	SELECT regexp_replace(content, '[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+', ' ', 'g') || ' ' || coalesce((
		SELECT string_agg(substr(run[1], place, 2), ' ')
		FROM regexp_matches(content, '[\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+', 'g') run,
			generate_series(1, greatest(length(run[1]) - is_query::int, 1)) place
	), '')
$$;
--> statement-breakpoint
DROP INDEX "events_words_idx";--> statement-breakpoint
ALTER TABLE "events" DROP COLUMN "search";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('simple', search_words(title, false)), 'A') || setweight(to_tsvector('simple', search_words(location || ' ' || join_words(tags), false)), 'B') || setweight(to_tsvector('simple', search_words(description, false)), 'C')) STORED;--> statement-breakpoint
CREATE INDEX "events_words_idx" ON "events" USING gin ("search");
--> statement-breakpoint
-- Every word of the query, each as a beginning: `serv ai` finds "AI and serverless". Null when there is no word in it.
CREATE OR REPLACE FUNCTION words_query(query text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = public, pg_catalog AS $$
	SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
	FROM unnest(to_tsvector('simple', search_words(query, true)))
$$;
--> statement-breakpoint
-- The functions that search events now say how well each fits too, with six digits, so that a page can begin behind one.
DROP FUNCTION events_with_words(text);
--> statement-breakpoint
DROP FUNCTION events_resembling(text);
--> statement-breakpoint
-- A word in the title weighs more than one in place or tags, and that more than one in the description.
CREATE FUNCTION events_with_words(query text) RETURNS TABLE (id uuid, rank numeric) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
	SELECT id, round(ts_rank('{0.05, 0.1, 0.4, 1.0}', search, words_query($1))::numeric, 6) FROM events
	WHERE organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
		AND search @@ words_query($1)
$$;
--> statement-breakpoint
-- For a query with a slip in it: what reads like it in title or location. Two letters that changed places in a word of eight
-- leave 5 of 13 trigrams, 0.38; PostgreSQL's own threshold of 0.6 would not forgive that.
CREATE FUNCTION events_resembling(query text) RETURNS TABLE (id uuid, rank numeric) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.35 AS $$
	SELECT id, round(greatest(word_similarity($1, title), word_similarity($1, location) / 2)::numeric, 6) FROM events
	WHERE organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
		AND $1 <% (title || ' ' || location)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION events_with_words(text), events_resembling(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION events_with_words(text), events_resembling(text) TO eventmaster_tenant;
