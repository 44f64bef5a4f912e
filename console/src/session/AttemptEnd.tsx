interface AttemptEndProps {
  readonly verb: string;
  readonly isTrying: boolean;
  readonly failure: string | undefined;
}

/** The end of a form that leads in: why the last attempt failed, and the next one. */
export function AttemptEnd({ verb, isTrying, failure }: AttemptEndProps) {
  return (
    <>
      {failure && (
        <p className="notice bad" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" className="button main" disabled={isTrying}>
        {verb}
      </button>
    </>
  );
}
