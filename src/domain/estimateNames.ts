/**
 * Names of what is estimated as shares of 1, in the contract's order (contract 20): the members of an answer, and what the
 * engine has to give for each face. A name that is added is a compile error in `vision/estimate` until a net gives it.
 */
export const EMOTIONS = ['anger', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'] as const;
export type Emotion = (typeof EMOTIONS)[number];

export const ETHNICITIES = ['asian', 'indian', 'caucasian', 'african_american'] as const;
export type Ethnicity = (typeof ETHNICITIES)[number];
