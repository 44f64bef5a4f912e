import {
  type AddColumnNode,
  type AliasNode,
  type ColumnNode,
  type CompiledQuery,
  DefaultQueryCompiler,
  type InsertQueryNode,
  type LimitNode,
  type MergeQueryNode,
  type OffsetNode,
  type OperationNode,
  ParensNode,
  type QueryId,
  type ReferenceNode,
  type RootOperationNode,
  type SelectionNode,
  type SelectQueryNode,
  type ValueNode,
  type ValuesNode,
} from 'kysely';
import { holdsTime } from './timesAndBooleans.ts';

/** A statement for `execute`, or with rows of binds for `executeMany`. */
export interface OracleQuery extends CompiledQuery {
  readonly batch?: readonly (readonly unknown[])[];
}

/** The only form in which times cross the driver, as text in both directions. */
export const TIME_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.FF6"Z"';

/**
 * SQL of Oracle 19c and later, where it differs from what Kysely writes: binds by position, no AS before an alias of a
 * table, FETCH FIRST behind OFFSET, 1 and 0 for booleans, names in capitals as unquoted SQL would find them.
 */
export class OracleCompiler extends DefaultQueryCompiler {
  #batch: OracleQuery['batch'];

  override compileQuery(node: RootOperationNode, queryId: QueryId): OracleQuery {
    this.#batch = undefined;
    const query = super.compileQuery(node, queryId);
    return this.#batch ? { ...query, batch: this.#batch } : query;
  }

  protected override getCurrentParameterPlaceholder(): string {
    return `:${this.numParameters}`;
  }

  protected override sanitizeIdentifier(identifier: string): string {
    return super.sanitizeIdentifier(identifier).toUpperCase();
  }

  protected override appendValue(value: unknown): void {
    super.appendValue(withoutBoolean(value));
  }

  protected override appendImmediateValue(value: unknown): void {
    super.appendImmediateValue(withoutBoolean(value));
  }

  protected override visitAlias({ node, alias }: AliasNode): void {
    this.visitNode(node);
    this.append(' ');
    this.visitNode(alias);
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const { limit, offset, endModifiers = [] } = node;
    if ((limit || offset) && endModifiers.length > 0) throw new Error('Oracle locks no rows of a page (ORA-02014)');
    super.visitSelectQuery(limit && offset ? offsetFirst(node, limit, offset) : node);
  }

  protected override visitLimit({ limit }: LimitNode): void {
    this.append('fetch first ');
    this.visitNode(limit);
    this.append(' rows only');
  }

  protected override visitOffset({ offset, limit }: OffsetAndLimit): void {
    this.append('offset ');
    this.visitNode(offset);
    this.append(' rows');
    if (!limit) return;
    this.append(' ');
    this.visitLimit(limit);
  }

  /** Times leave the database as text; inside of it they stay times. */
  protected override visitSelection(node: SelectionNode): void {
    const { selection } = node;
    const isOutermost = this.nodeStack.length === 2;
    if (isOutermost && readsAll(selection)) throw new Error('Oracle: name the columns that leave the database');
    const time = isOutermost ? timeColumn(selection) : undefined;
    if (time) this.append('to_char(');
    super.visitSelection(node);
    if (!time) return;
    this.append(`, '${TIME_FORMAT}') `);
    this.visitNode(time);
  }

  /** Oracle has no word COLUMN there. */
  protected override visitAddColumn({ column }: AddColumnNode): void {
    this.append('add ');
    this.visitNode(column);
  }

  protected override visitInsertQuery(node: InsertQueryNode): void {
    if (node.onConflict || node.returning) throw new Error('Oracle has no ON CONFLICT and no RETURNING of rows');
    super.visitInsertQuery(node);
  }

  /** Several rows are one row of SQL and a batch of binds. */
  protected override visitValues(node: ValuesNode): void {
    const [first, ...more] = node.values;
    if (!first || more.length === 0) {
      super.visitValues(node);
    } else {
      this.#batch = node.values.map(({ values }) => values.map(plainValue));
      super.visitValues({ ...node, values: [first] });
    }
  }

  /** `insert ignore`: passes over rows whose primary key exists, also when another transaction is inserting it. */
  protected override visitOrAction(): void {
    const table = (this.parentNode as InsertQueryNode).into?.table.identifier.name;
    this.append(`/*+ ignore_row_on_dupkey_index(${table}, ${table}_pk) */`);
  }

  protected override visitMergeQuery(node: MergeQueryNode): void {
    const { using } = node;
    // Oracle wants parentheses round the condition.
    const on = using?.on && { ...using.on, on: ParensNode.create(using.on.on) };
    super.visitMergeQuery(using && on ? { ...node, using: { ...using, on } } : node);
  }
}

interface OffsetAndLimit extends OffsetNode {
  readonly limit?: LimitNode;
}

function withoutBoolean(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Kysely writes the limit first. */
function offsetFirst({ limit: _, ...node }: SelectQueryNode, limit: LimitNode, offset: OffsetNode): SelectQueryNode {
  const both: OffsetAndLimit = { ...offset, limit };
  return { ...node, offset: both };
}

function plainValue(value: unknown): unknown {
  const isNode = typeof value === 'object' && value !== null && 'kind' in value;
  if (isNode && value.kind !== 'ValueNode') throw new Error('Oracle: several rows of one INSERT take plain values');
  return withoutBoolean(isNode ? (value as ValueNode).value : value);
}

function readsAll(selection: OperationNode): boolean {
  if (selection.kind === 'SelectAllNode') return true;
  return selection.kind === 'ReferenceNode' && (selection as ReferenceNode).column.kind === 'SelectAllNode';
}

/** The column when it is one that holds a time. */
function timeColumn(selection: OperationNode): ColumnNode | undefined {
  if (selection.kind !== 'ReferenceNode') return undefined;
  const { column } = selection as ReferenceNode;
  return column.kind === 'ColumnNode' && holdsTime(column.column.name) ? column : undefined;
}
