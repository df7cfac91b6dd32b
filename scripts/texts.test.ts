import { globSync, readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const spoken = ["apps/web/src", "apps/scanner/src", "packages/client/src", "packages/ui/src"];

const sources = spoken
  .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }))
  .filter((file) => !/\/testing\/|\.test\.|\.gen\.|text\.(?:\w[\w-]*\.)?ts$/u.test(file));

function read(file: string): string {
  return readFileSync(`${root}${file}`, "utf8");
}

/** Props and fields whose text a person reads or hears. */
const spokenName =
  /^(?:aria-(?:label|description|roledescription|valuetext)|alt|title|placeholder|label|\w+Label|description|header|hint|note|subtitle|documentTitle|\w+Title|eyebrow|errorMessage|message|summary|caption|empty|text|unit|word|disabledReason)$/u;
const isWord = (text: string) => /\p{L}{2}/u.test(text);

type Node = { type: string; start: number; [field: string]: unknown };

/** The literals that a value may come to: through conditions, fallbacks and templates. */
function literalsIn(node: Node | null | undefined): string[] {
  if (!node) return [];
  const inside = (field: string) => literalsIn(node[field] as Node | null);
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "string" ? [node["value"]] : [];
    case "TemplateLiteral":
      return [
        (node["quasis"] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(" "),
        ...(node["expressions"] as Node[]).flatMap(literalsIn),
      ];
    case "ConditionalExpression":
      return [...inside("consequent"), ...inside("alternate")];
    case "LogicalExpression":
      return [...inside("left"), ...inside("right")];
    case "BinaryExpression":
      return node["operator"] === "+" ? [...inside("left"), ...inside("right")] : [];
    case "JSXExpressionContainer":
      return inside("expression");
    // What a component says when it is told nothing.
    case "AssignmentPattern":
      return inside("right");
    default:
      return [];
  }
}

/** Text for people that stands in a source file: `line: text`. */
function literalText(file: string, source: string): string[] {
  const found: string[] = [];
  const report = (node: Node, texts: string[]) => {
    for (const text of texts.filter(isWord))
      found.push(`${file}:${source.slice(0, node.start).split("\n").length}: ${text.trim()}`);
  };
  const nameOf = (node: Node) => {
    const name = node["name"] ?? node["value"];
    return typeof name === "string" ? name : "";
  };
  const visitor = new Visitor({
    JSXText: (node) => report(node as never, [node.value]),
    JSXElement: (node) => {
      for (const child of node.children)
        if (child.type === "JSXExpressionContainer") report(child as never, literalsIn(child as never));
    },
    JSXFragment: (node) => {
      for (const child of node.children)
        if (child.type === "JSXExpressionContainer") report(child as never, literalsIn(child as never));
    },
    JSXAttribute: (node) => {
      if (spokenName.test(nameOf(node.name as never))) report(node as never, literalsIn(node.value as never));
    },
    Property: (node) => {
      if (!node.computed && spokenName.test(nameOf(node.key as never)))
        report(node as never, literalsIn(node.value as never));
    },
    CallExpression: (node) => {
      const { callee } = node;
      if (callee.type === "MemberExpression" && nameOf(callee.object as never) === "toast")
        report(
          node as never,
          node.arguments.flatMap((argument) => literalsIn(argument as never)),
        );
    },
  });
  visitor.visit(parseSync(file, source).program);
  return found;
}

describe("what a person reads", () => {
  it("stands in the catalogues, not in components", () => {
    expect(sources.flatMap((file) => literalText(file, read(file)))).toEqual([]);
  });

  it("would be found in text, attributes, conditions, fields and messages", () => {
    const component = `const A = () => <p title="One more">{b ? \`Two \${c}\` : "Three"} four</p>;
      const d = { label: "Five", id: "six" }; function E({ hint = "Nine", id = "ten" }) {} toast.failure("Seven", { description: e ?? "Eight" });`;
    expect(literalText("a.tsx", component).map((line) => line.split(": ")[1])).toEqual(
      expect.arrayContaining(["One more", "Two", "Three", "four", "Five", "Seven", "Eight", "Nine"]),
    );
    expect(literalText("a.tsx", `<p className="grow" id={a ? "b" : "cc"}>{t.title} · {n}</p>`)).toEqual([]);
  });

  it("is there in every language", () => {
    const english = spoken.flatMap((folder) => globSync(`${folder}/**/*text.ts`, { cwd: root }));
    const all = new Set(spoken.flatMap((folder) => globSync(`${folder}/**/*text.*.ts`, { cwd: root })));
    expect(english.length).toBeGreaterThan(1);
    for (const file of english)
      for (const locale of ["de", "zh-hant"])
        expect([...all], `${file} in ${locale}`).toContain(file.replace(/\.ts$/u, `.${locale}.ts`));
  });
});

describe("direction", () => {
  /** Left and right in Tailwind's classes; what is meant is start and end. */
  const sided =
    /(?<=["`\s:[(!-])(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|text-(?:left|right)|scroll-[mp][lr])(?:-[\w./[\]()]+)?(?=["`\s!])/u;

  it("is never left or right, so that a language can be written from the right", () => {
    const classes = sources
      .filter((file) => file.endsWith(".tsx"))
      .flatMap((file) =>
        [...read(file).matchAll(/"[^"\n]*"|`[^`]*`/gu)]
          .map(([text]) => text)
          .filter((text) => /\b(?:flex|grid|absolute|fixed|text-|m[lrxy]-|p[lrxy]-|size-|w-|h-)/u.test(text))
          .filter((text) => sided.test(text))
          .map((text) => `${file}: ${sided.exec(text)?.[0]} in ${text}`),
      );
    expect(classes).toEqual([]);
  });
});
