/** Names from many places, so that lists, search and tickets meet the letters that real ones have. */
export const givenNames = [
  "Amara", "Anouk", "Aylin", "Bjørn", "Carlos", "Chiara", "Dara", "Elif", "Emeka", "Fatima", "Felix", "Giulia",
  "Hana", "Hugo", "Ingrid", "Ivan", "Jasmin", "João", "Jules", "Kaito", "Lea", "Leïla", "Lukas", "Maja", "Marek",
  "Mei", "Mila", "Nadia", "Noah", "Nora", "Oskar", "Priya", "Rafael", "Rosa", "Samira", "Sofia", "Tariq", "Theo",
  "Yuki", "Zoë", "怡君", "志明", "美玲", "俊傑",
] as const;

export const familyNames = [
  "Abebe", "Andersen", "Bauer", "Bianchi", "Chen", "Costa", "Dubois", "Eriksson", "Fischer", "García", "Haddad",
  "Horváth", "Ito", "Jansen", "Kaya", "Kowalski", "Larsen", "Lin", "Martin", "Moreau", "Müller", "Nakamura", "Novák",
  "O'Brien", "Okafor", "Petrov", "Rossi", "Santos", "Schmidt", "Silva", "Singh", "Tanaka", "Virtanen", "Wang",
  "Weber", "Yılmaz", "Zhang", "王", "陳", "林",
] as const;
