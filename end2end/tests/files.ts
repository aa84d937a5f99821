// Files that pages offer, opened: what a PDF says on each page, what stands in the cells of a workbook.
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';

/** The words of each page, one space between them. */
export async function pdfText(bytes: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(document, { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' '));
}

const plain = (xml: string) =>
  xml
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** The cells of each sheet by its name, row by row, as text; what is empty is the empty text. */
export function sheets(bytes: Uint8Array): Record<string, string[][]> {
  const files = unzipSync(new Uint8Array(bytes));
  const read = (name: string) => strFromU8(files[name]);
  const shared = (read('xl/sharedStrings.xml').match(/<si>.*?<\/si>/gs) ?? []).map(plain);
  const names = [...read('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => plain(name));
  const rows = (xml: string) =>
    [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
      const cells: string[] = [];
      for (const [, letters, kind, inside] of row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
        const at = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
        const value = plain(inside?.match(/<v>(.*?)<\/v>/s)?.[1] ?? '');
        cells[at] = kind.includes('t="s"') ? shared[Number(value)] : value;
      }
      return Array.from(cells, (cell) => cell ?? '');
    });
  return Object.fromEntries(names.map((name, i) => [name, rows(read(`xl/worksheets/sheet${i + 1}.xml`))]));
}
