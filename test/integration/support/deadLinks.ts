import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The links of all Markdown pages of a package to files or headings that it does not hold, `page -> link`. */
export function deadLinks(root: string): string[] {
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.md') && !path.includes('node_modules'),
  );
  return pages.flatMap((page) =>
    [...proseOf(join(root, page)).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(join(root, page), link))
      .map((link) => `${page} -> ${link}`),
  );
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return false;
  if (heading === undefined || statSync(target).isDirectory() || !target.endsWith('.md')) return true;
  return headingsOf(target).includes(heading);
}

/** As GitHub names the headings of a page. */
function headingsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const proseOf = (page: string) => readFileSync(page, 'utf8').replace(/```.*?```/gs, '');
