// A program that works with the types made from the description. Run by test_clients.py.
import type { components, paths } from "./verbatim";

type Quote = components["schemas"]["Quote"];
type Problem = components["schemas"]["Problem"];
type Marking = paths["/api/v1/quotes/"]["post"]["requestBody"]["content"]["application/json"];
type TakingIn = paths["/api/v1/articles/"]["post"]["requestBody"]["content"]["application/json"];
type TakenIn = components["schemas"]["TakenIn"];
type Changes = components["schemas"]["Changes"];
type Page = paths["/api/v1/quotes/"]["get"]["responses"][200]["content"]["application/json"];
type Changing = NonNullable<
  paths["/api/v1/quotes/{quote_id}/"]["patch"]["requestBody"]
>["content"]["application/json"];

declare const process: { argv: string[] };
const [, , url, token] = process.argv;
const TEXT = "🚢 “The boat waits for nobody,” Ilse Marrow said. “Nor do I.”";

function expect(holds: boolean, told: unknown): asserts holds {
  if (!holds) throw new Error(JSON.stringify(told));
}

async function ask<T>(method: string, address: string, body?: unknown, match?: string) {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (match) headers["If-Match"] = match;
  const to = address.startsWith("http") ? address : `${url}/api/v1${address}`;
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const answer = await fetch(to, { method, headers, body: sent });
  const said = (await answer.json()) as T | Problem;
  return { status: answer.status, etag: answer.headers.get("ETag") ?? "", said };
}

async function well<T>(method: string, address: string, body?: unknown, match?: string) {
  const { status, said, etag } = await ask<T>(method, address, body, match);
  expect(status < 300, said);
  return { said: said as T, etag };
}

let since: Changes;
let after = "";
do {
  since = (await well<Changes>("GET", `/changes/?limit=1000${after}`)).said;
  after = `&after=${since.cursor}`;
} while (since.more);

const article: TakingIn = { text: TEXT };
const taken = (await well<TakenIn>("POST", "/articles/", article)).said;
const marking: Marking = { article: taken.id, content: [{ exact: "The boat waits for nobody" }] };
const marked = (await well<Quote>("POST", "/quotes/", marking)).said;

const { said: seen, etag } = await well<Quote>("GET", `/quotes/${marked.id}/?offset_unit=utf16`);
const [part] = seen.content;
expect(TEXT.slice(part.start, part.end) === part.exact, part);
const change: Changing = { unsure: true };
const changed = (await well<Quote>("PATCH", `/quotes/${marked.id}/`, change, etag)).said;
expect(changed.unsure && changed.version === marked.version + 1, changed);
const stale = await ask<Quote>("PATCH", `/quotes/${marked.id}/`, change, etag);
expect(stale.status === 412 && "code" in stale.said && stale.said.code === "stale_version", stale);

const ids: number[] = [];
let next: string | null = "/quotes/?limit=40";
while (next) {
  const page: Page = (await well<Page>("GET", next)).said;
  ids.push(...page.results.map((quote) => quote.id));
  next = page.next;
}
expect(new Set(ids).size === ids.length && ids.includes(marked.id), ids);

const told = (await well<Changes>("GET", `/changes/?after=${since.cursor}`)).said;
expect(told.results.some((each) => each.type === "quote" && each.id === marked.id), told);
