-- A generated column takes immutable functions only; array_to_string is not, for the sake of types whose text depends on settings.
CREATE FUNCTION join_words(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
	SELECT array_to_string(words, ' ')
$$;
--> statement-breakpoint
ALTER TABLE "event_revisions" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', location || ' ' || join_words(tags)), 'B') || setweight(to_tsvector('simple', description), 'C')) STORED;--> statement-breakpoint
ALTER TABLE "questions" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "events_words_idx" ON "events" USING gin ("search");--> statement-breakpoint
CREATE INDEX "events_location_idx" ON "events" USING gin ("location" gin_trgm_ops);
--> statement-breakpoint
-- Every word of the query, each as a beginning: `serv ai` finds "AI and serverless". Null when there is no word in it.
CREATE FUNCTION words_query(query text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
	SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
	FROM unnest(to_tsvector('simple', query))
$$;
--> statement-breakpoint
-- Under row-level security PostgreSQL uses an index only for leakproof operators, and those of text search, trigrams and arrays
-- are not (decision 6). So these match in the owner's name and carry the tenant's condition themselves; they tell ids only.
CREATE FUNCTION events_with_words(query text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
	SELECT id FROM events
	WHERE organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
		AND search @@ words_query($1)
$$;
--> statement-breakpoint
-- For a query with a slip in it: what reads like it in title or location. Two letters that changed places in a word of eight
-- leave 5 of 13 trigrams, 0.38; PostgreSQL's own threshold of 0.6 would not forgive that.
CREATE FUNCTION events_resembling(query text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.35 AS $$
	SELECT id FROM events
	WHERE organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
		AND $1 <% (title || ' ' || location)
$$;
--> statement-breakpoint
CREATE FUNCTION events_at_place(place text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
	SELECT id FROM events
	WHERE organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
		AND (location ILIKE '%' || replace(replace(replace($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' OR $1 <% location)
$$;
--> statement-breakpoint
CREATE FUNCTION events_tagged(tag text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
	SELECT id FROM events
	WHERE organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
		AND tags @> ARRAY[$1]
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION events_with_words(text), events_resembling(text), events_at_place(text), events_tagged(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION events_with_words(text), events_resembling(text), events_at_place(text), events_tagged(text)
	TO eventmaster_tenant;
