CREATE TABLE "mail_opt_outs" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_opt_outs_user_id_kind_pk" PRIMARY KEY("user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "suppressed_addresses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mail_opt_outs" ADD CONSTRAINT "mail_opt_outs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressed_addresses" ADD CONSTRAINT "suppressed_addresses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "suppressed_addresses_address_key" ON "suppressed_addresses" USING btree ("organization_id","address");--> statement-breakpoint
CREATE INDEX "suppressed_addresses_created_idx" ON "suppressed_addresses" USING btree ("organization_id","created_at","id");
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON mail_opt_outs, suppressed_addresses TO eventmaster_tenant;
--> statement-breakpoint
ALTER TABLE suppressed_addresses ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON suppressed_addresses TO eventmaster_tenant
	USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
	WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
