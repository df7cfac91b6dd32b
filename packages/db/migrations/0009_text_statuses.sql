-- Comparing enums is not leakproof: under row-level security PostgreSQL uses no index for it (decision 6), and comparing text is.
-- Two partial indexes compare with a constant of the old type, so they are made anew.
DROP INDEX "event_revisions_open_key";--> statement-breakpoint
DROP INDEX "waitlist_entries_expiry_idx";--> statement-breakpoint
ALTER TABLE "event_revisions" ALTER COLUMN "status" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "status" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ALTER COLUMN "status" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "event_revisions" ALTER COLUMN "status" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "event_revisions" ALTER COLUMN "status" SET DEFAULT 'open';--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "status" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "status" SET DEFAULT 'pending';--> statement-breakpoint
ALTER TABLE "waitlist_entries" ALTER COLUMN "status" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ALTER COLUMN "status" SET DEFAULT 'waiting';--> statement-breakpoint
ALTER TABLE "event_revisions" ADD CONSTRAINT "event_revisions_status" CHECK ("event_revisions"."status" in ('open', 'accepted', 'refused', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_status" CHECK ("events"."status" in ('pending', 'published', 'rejected', 'cancelled'));--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_status" CHECK ("waitlist_entries"."status" in ('waiting', 'offered', 'accepted', 'expired', 'left'));--> statement-breakpoint
DROP TYPE "public"."event_status";--> statement-breakpoint
DROP TYPE "public"."revision_status";--> statement-breakpoint
DROP TYPE "public"."waitlist_status";--> statement-breakpoint
CREATE UNIQUE INDEX "event_revisions_open_key" ON "event_revisions" USING btree ("event_id") WHERE "event_revisions"."status" = 'open';--> statement-breakpoint
CREATE INDEX "waitlist_entries_expiry_idx" ON "waitlist_entries" USING btree ("offer_expires_at") WHERE "waitlist_entries"."status" = 'offered';
