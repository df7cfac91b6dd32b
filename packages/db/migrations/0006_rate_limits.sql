-- Counters of rate limits, in the form that rate-limiter-flexible wants. Unlogged: they are written often, and after a crash
-- everybody may start afresh. drizzle knows no unlogged tables, so it is not in the schema. Nothing is granted to the
-- tenant's role: only the host counts.
CREATE UNLOGGED TABLE rate_limits (
	key varchar(255) PRIMARY KEY,
	points integer NOT NULL DEFAULT 0,
	expire bigint
);
--> statement-breakpoint
CREATE INDEX rate_limits_expire_idx ON rate_limits (expire);
