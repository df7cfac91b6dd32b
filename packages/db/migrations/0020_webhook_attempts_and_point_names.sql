CREATE TABLE "webhook_attempts" (
	"organization_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"response_status" integer,
	"error" text,
	"duration_ms" integer NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	CONSTRAINT "webhook_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
DROP INDEX "check_in_points_name_key";--> statement-breakpoint
-- Points of one event whose names differ by case only: the oldest keeps its name, the others get a free number.
DO $$
DECLARE
	point record;
	number int;
BEGIN
	FOR point IN
		SELECT id, event_id, name FROM (
			SELECT id, event_id, name, row_number() OVER (PARTITION BY event_id, lower(name) ORDER BY created_at, id) AS place
			FROM check_in_points WHERE removed_at IS NULL
		) named WHERE place > 1 ORDER BY event_id, id
	LOOP
		number := 2;
		WHILE EXISTS (
			SELECT FROM check_in_points WHERE event_id = point.event_id AND removed_at IS NULL
				AND lower(name) = lower(format('%s (%s)', left(point.name, 90), number))
		) LOOP
			number := number + 1;
		END LOOP;
		UPDATE check_in_points SET name = format('%s (%s)', left(point.name, 90), number) WHERE id = point.id;
	END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "check_in_points_name_key" ON "check_in_points" USING btree ("event_id",lower("name")) WHERE "check_in_points"."removed_at" is null;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_attempts TO eventmaster_tenant;
--> statement-breakpoint
ALTER TABLE webhook_attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON webhook_attempts TO eventmaster_tenant
	USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
	WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
