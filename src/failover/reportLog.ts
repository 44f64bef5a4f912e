import { fits } from './chooseHost.ts';
import { nameOf } from './dsn/address.ts';
import type { TargetSessionAttrs } from './dsn/dsnOptions.ts';
import type { OnHostEvent } from './hostEvents.ts';
import type { HostReport } from './hostSearch.ts';
import type { Timelines } from './timelines.ts';

/** Turns the stream of reports into events, one each time that what a host says changes. */
export class ReportLog {
  readonly #target: TargetSessionAttrs;
  readonly #onEvent: OnHostEvent | undefined;
  readonly #last = new Map<string, string>();

  constructor(target: TargetSessionAttrs, onEvent: OnHostEvent | undefined) {
    this.#target = target;
    this.#onEvent = onEvent;
  }

  note(report: HostReport<unknown>, timelines: Timelines): void {
    const outdated = report.host !== undefined && timelines.isOutdated(report.host.role);
    const fit = report.host !== undefined && fits(report.host.role, this.#target) && !outdated;
    const says = report.host ? `${report.host.role.kind} ${report.host.role.readOnly} ${outdated}` : report.failure;
    const place = nameOf(report.place);
    if (this.#last.get(place) === says) return;
    this.#last.set(place, says);
    if (!report.host) {
      const { place: address, failure, error } = report;
      this.#onEvent?.({ type: 'unreachable', address, failure, error });
    } else if (!fit) {
      this.#onEvent?.({ type: 'unsuitable', address: report.place, role: report.host.role, outdated });
    }
  }
}
