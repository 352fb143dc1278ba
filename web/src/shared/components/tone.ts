export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'teal'
