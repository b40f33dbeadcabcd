import { type Place, readAddress } from './reading/piece.ts';

// biome-ignore lint/suspicious/noTemplateCurlyInString: the reader's program fills it in
const WITH_KEY = ", {\n  headers: { Authorization: `Bearer ${process.env.MASTHEAD_KEY}` },\n}";

/** For a program: it reads the newest pieces. */
export function fetchExample(place: Place, needsKey: boolean): string {
  const address = `${readAddress(place, 'items')}?limit=10&include=html`;
  return `const answer = await fetch('${address}'${needsKey ? WITH_KEY : ''});
if (!answer.ok) throw new Error((await answer.json()).detail);

const { data, next } = await answer.json();
for (const piece of data) {
  console.log(piece.publishedAt, piece.title, piece.url);
}
// More of them: the same address with &cursor= and the value of next.
console.log(next);`;
}

/** For a page that someone has already: a list of the newest titles where it stands. */
export const embedSnippet = (place: Place): string => `<ul id="masthead-pieces"></ul>
<script type="module">
  const list = document.getElementById('masthead-pieces');
  const answer = await fetch('${readAddress(place, 'items')}?limit=5&fields=title,url');
  for (const { title, url } of (await answer.json()).data) {
    const link = Object.assign(document.createElement('a'), { href: url, textContent: title });
    list.appendChild(document.createElement('li')).append(link);
  }
</script>`;
