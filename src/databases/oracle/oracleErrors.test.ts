import { describe, expect, it } from 'vitest';
import { AccountGone, Unavailable, UnstorableText } from '../../domain/errors.ts';
import { UniqueViolation } from '../../store/sql/storeErrors.ts';
import { failureOf, failureOfConnecting, fromOracleError, wasDoneBefore } from './oracleErrors.ts';

const oracle = (code: string, message = '') => Object.assign(new Error(`${code}: ${message}`), { code });

describe('errors of Oracle', () => {
  it.each([
    ['ORA-00020', 'overloaded'],
    ['ORA-12519', 'overloaded'],
    ['ORA-01033', 'refused'],
    ['ORA-12514', 'refused'],
    ['NJS-518', 'refused'],
    ['ORA-16000', 'refused'],
    ['ORA-01017', 'denied'],
    ['ORA-28001', 'denied'],
    ['ORA-00028', 'lost'],
    ['ORA-03113', 'lost'],
    ['ORA-03114', 'lost'],
    ['ORA-12170', 'lost'],
    ['ORA-12541', 'lost'],
    ['NJS-500', 'lost'],
    ['NJS-503', 'lost'],
    ['NJS-123', 'silent'],
    ['ORA-00001', 'statement'],
    ['ORA-00060', 'statement'],
  ])('%s: %s', (code, failure) => {
    expect(failureOf(oracle(code))).toBe(failure);
  });

  it('takes any other refusal of a session for final, and what has no code for the network', () => {
    expect(failureOfConnecting(oracle('ORA-00942'))).toBe('denied');
    expect(failureOfConnecting(oracle('NJS-503'))).toBe('lost');
    expect(failureOfConnecting(new Error('no answer within 5 ms'))).toBe('lost');
  });

  it.each([
    'unique constraint (LUNA.ACCOUNT_EMAIL_KEY) violated',
    'unique constraint (LUNA.ACCOUNT_EMAIL_KEY) violated on table LUNA.ACCOUNT columns (EMAIL)\nORA-03301: …',
    'нарушено ограничение уникальности (LUNA.ACCOUNT_EMAIL_KEY)',
  ])('names the constraint of: %s', (message) => {
    const error = fromOracleError(oracle('ORA-00001', message));
    expect(error).toBeInstanceOf(UniqueViolation);
    expect(error).toMatchObject({ constraint: 'ACCOUNT_EMAIL_KEY' });
  });

  it('tells a row of an account that is gone from other rows whose parent is missing', () => {
    const gone = oracle('ORA-02291', 'integrity constraint (LUNA.PERSON_ACCOUNT_FK) violated - parent key not found');
    expect(fromOracleError(gone)).toBeInstanceOf(AccountGone);
    const other = oracle(
      'ORA-02291',
      'integrity constraint (LUNA.PERSON_FACE_FACE_FK) violated - parent key not found',
    );
    expect(fromOracleError(other)).toBe(other);
  });

  it('tells text that does not fit from trouble that passes and from defects of ours', () => {
    expect(fromOracleError(oracle('ORA-12899'))).toBeInstanceOf(UnstorableText);
    for (const code of ['ORA-00060', 'ORA-08177', 'ORA-01013', 'NJS-123', 'ORA-01033']) {
      expect(fromOracleError(oracle(code))).toBeInstanceOf(Unavailable);
    }
    const defect = oracle('ORA-00904');
    expect(fromOracleError(defect)).toBe(defect);
  });

  it('knows a CREATE that was executed before', () => {
    expect(wasDoneBefore(oracle('ORA-00955'))).toBe(true);
    expect(wasDoneBefore(oracle('ORA-01031'))).toBe(false);
    expect(wasDoneBefore('ORA-00955')).toBe(false);
  });
});
