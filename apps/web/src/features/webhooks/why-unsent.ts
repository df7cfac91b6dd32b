/** Why there was no answer, which the server says in English, with its code for those who know it: "Connection failed: ECONNREFUSED". */
export function whyUnsent(words: Readonly<Record<string, string>>, sentence: string): string {
  const [, known = "", code = ""] = /^([^:]+)(: \w+)?$/u.exec(sentence) ?? [];
  const translated = words[known];
  return translated === undefined ? sentence : `${translated}${code}`;
}
