import { useEffect, useState } from "react";

/** The time, kept fresh while the page is open: registration opens and events end without a reload. */
export function useNow(everyMilliseconds = 20_000): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
