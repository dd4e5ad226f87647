/** The configuration file of `octet serve`: a JSON object of settings. */
import path from 'node:path';
import { readBounded } from '../base/bounded-file.ts';
import { ConfigError, reasonOf } from '../base/config-error.ts';
import { type GivenSettings, isSettingName, readSettings, SETTING_NAMES, type SettingName } from './serve-settings.ts';

/** Settings that name files: relative paths are resolved against the configuration file's folder. */
const PATHS = ['dir', 'app', 'key', 'cert'] as const;

/** Reads a configuration file. @throws ConfigError */
export function readConfig(file: string): GivenSettings {
  const settings = parseConfig(file, readText(file));
  for (const name of PATHS) {
    const given = settings[name];
    if (given !== undefined) settings[name] = path.resolve(path.dirname(file), given);
  }
  return settings;
}

/** Parses a configuration file. @param file its name, for error messages @throws ConfigError */
export function parseConfig(file: string, text: string): GivenSettings {
  const value = parseJson(file, text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConfigError(`${file} contains ${kindOf(value)}, not an object such as { "port": 8100 }.`);
  }
  const given = new Map<SettingName, unknown>();
  for (const [name, one] of Object.entries(value)) {
    if (!isSettingName(name)) {
      throw new ConfigError(`${file}: unknown setting "${name}". Known settings: ${SETTING_NAMES.join(', ')}.`);
    }
    given.set(name, one);
  }
  return readSettings(given, (name, one, expected) => {
    return new ConfigError(`${file}: "${name}" takes ${expected}, not ${JSON.stringify(one)}.`);
  });
}

function readText(file: string): string {
  try {
    return readBounded(file).toString('utf8');
  } catch (error) {
    throw new ConfigError(`Cannot read ${file}: ${reasonOf(error)}.`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}
