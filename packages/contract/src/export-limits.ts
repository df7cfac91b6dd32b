// Without zod: pages read it too.

/** Registrations chosen one by one for a file. More are asked for by the filters that find them: so many ids still fit into a body. */
export const maxChosen = 10_000;
