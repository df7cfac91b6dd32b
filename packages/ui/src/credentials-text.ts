import { text } from "@eventmaster/i18n/text";

export const credentialsText = text("credentials", {
  labels: { displayName: "Name", email: "Email", password: "Password" },
  missing: {
    displayName: "Write your name",
    email: "Write your email address",
    password: "Write your password",
  },
  nameHint: "It stands on your tickets, and the door sees it.",
  passwordHint: "At least 8 characters.",
});
