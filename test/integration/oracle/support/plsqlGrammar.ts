import { createRequire } from 'node:module';
import type { ANTLRErrorListener } from 'antlr4ts';
import type { PredictionMode as Modes } from 'antlr4ts/atn/PredictionMode.js';
import type { antlr4tsSQL as Antlr, SQLDialect as Dialects } from 'antlr4ts-sql';

/** The packages are CommonJS whose names Node cannot see from outside. */
const require = createRequire(import.meta.url);
const { antlr4tsSQL, SQLDialect }: { antlr4tsSQL: typeof Antlr; SQLDialect: typeof Dialects } = require('antlr4ts-sql');
const { PredictionMode }: { PredictionMode: typeof Modes } = require('antlr4ts/atn/PredictionMode');

/**
 * What Oracle 19c has and the grammar (of 12c) lacks, each as the nearest thing that it knows, so that the rest of the
 * statement is checked all the same.
 */
const UNKNOWN: readonly (readonly [construct: RegExp, nearest: string])[] = [
  [/json_arrayagg\(("\w+") order by ([^()]*) returning clob\)/g, 'listagg($1) within group (order by $2)'],
];

/** Complaints of the PL/SQL grammar about one statement; none when it is well formed. */
export function complaints(statement: string): readonly string[] {
  const known = UNKNOWN.reduce((sql, [construct, nearest]) => sql.replace(construct, nearest), statement);
  // Whatever the weaker way of prediction accepts is well formed, in a third of the time; it refuses some of what is.
  return heardOf(known, PredictionMode.SLL).length === 0 ? [] : heardOf(known, PredictionMode.LL);
}

function heardOf(statement: string, mode: Modes): readonly string[] {
  const heard: string[] = [];
  const listener: ANTLRErrorListener<unknown> = {
    syntaxError: (_recognizer, _symbol, _line, _column, message) => heard.push(message),
  };
  const grammar = new antlr4tsSQL(SQLDialect.PLSQL);
  const parser = grammar.getParser(grammar.getTokens(`${statement};`, [listener]), [listener]);
  parser.interpreter.setPredictionMode(mode);
  grammar.getParseTree(parser);
  return heard;
}
