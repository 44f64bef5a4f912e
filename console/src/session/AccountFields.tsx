import { Field } from '../parts/Field.tsx';
import { PASSWORD_LENGTH } from '../parts/serviceNumbers.ts';
import { useWords } from '../words/useWords.ts';

interface AccountFieldsProps {
  readonly email: string;
  readonly onEmail: (email: string) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  /** The account is being made: its password has rules. */
  readonly isNew?: boolean;
}

/** E-mail and password. */
export function AccountFields({ email, onEmail, password, onPassword, isNew = false }: AccountFieldsProps) {
  const words = useWords();
  return (
    <>
      <Field
        label={words.signIn.email}
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => onEmail(event.target.value)}
      />
      <Field
        label={words.signIn.password}
        type="password"
        required
        value={password}
        onChange={(event) => onPassword(event.target.value)}
        {...(isNew
          ? {
              hint: words.signIn.passwordHint(PASSWORD_LENGTH),
              autoComplete: 'new-password',
              minLength: PASSWORD_LENGTH.least,
              maxLength: PASSWORD_LENGTH.most,
            }
          : { autoComplete: 'current-password' })}
      />
    </>
  );
}
