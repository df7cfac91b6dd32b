-- A device is called as its person calls it, "Bob's phone": that goes with the person. The audit log keeps ids only.
CREATE FUNCTION forget_device_names() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	UPDATE door_devices SET name = 'A device' WHERE user_id = OLD.id;
	RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER users_forget_device_names BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION forget_device_names();
