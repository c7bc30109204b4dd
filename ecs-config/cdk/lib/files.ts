import * as fs from 'node:fs';
import * as path from 'node:path';

/** The folder ecs-config: this library uses its files as they are, so keep the folder together. */
const ECS_CONFIG = path.resolve(__dirname, '../../..');

/** A file of ecs-config. */
export function text(file: string): string {
  return fs.readFileSync(path.join(ECS_CONFIG, file), 'utf8');
}

/** A JSON file of ecs-config, with REGION, ACCOUNT and other words in capitals replaced. */
export function json(file: string, words: Record<string, string> = {}): any {
  let content = text(file);
  for (const [word, value] of Object.entries(words)) {
    content = content.replaceAll(word, value);
  }
  return JSON.parse(content);
}
