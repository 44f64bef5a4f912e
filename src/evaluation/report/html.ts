/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** @param rows cells as HTML; the first of each row is its name */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (names: readonly string[], tag: 'th' | 'td') =>
    names
      .map(
        (name, index) =>
          (index === 0 ? `<th scope="${tag === 'th' ? 'col' : 'row'}">` : `<${tag}>`) +
          name +
          (index === 0 ? '</th>' : `</${tag}>`),
      )
      .join('');
  return `<div class="scroll"><table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells(row, 'td')}</tr>`)
    .join('')}</tbody></table></div>`;
}

/** A share as a percentage with as many digits as it needs. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return '–';
  const value = share * 100;
  if (value === 0) return '0 %';
  if (value < 0.01)
    return `${value
      .toExponential(1)
      .replace('e-', '·10⁻')
      .replace(/⁻(\d)/, (_, digit: string) => `⁻${raised(digit)}`)} %`;
  return `${value.toFixed(value < 1 ? 3 : 2)} %`;
}

/** 1e-5 as 10⁻⁵. */
export function power(rate: number): string {
  return `10⁻${raised(`${Math.round(-Math.log10(rate))}`)}`;
}

function raised(digits: string): string {
  return [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
}

export function rate({
  value,
  low,
  high,
}: {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}): string {
  return `${percent(value)} <small>${percent(low)} to ${percent(high)}</small>`;
}
