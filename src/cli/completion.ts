import type { Command } from 'commander';
import { itemsOf, type SolumClient } from '../client/index.js';
import type { Shell } from './shell.js';
import type { SolumCommand } from './solum-command.js';

/** The scripts ask the command itself, so that they know as much as it does. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_solum() {
  local IFS=$'\\n'
  COMPREPLY=($(solum complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _solum solum
`,
  zsh: `#compdef solum
_solum() {
  local -a words_found
  words_found=("\${(@f)$(solum complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$words_found" ]]; then compadd -a words_found; else _files; fi
}
compdef _solum solum
`,
  fish: `function __solum_offers
  set -l words (commandline -opc) (commandline -ct)
  set -g __solum_offered (solum complete -- $words[2..-1] 2>/dev/null)
  test -n "$__solum_offered"
end
complete -c solum -f -n __solum_offers -a '$__solum_offered'
`,
};
/** Whoever waits for a completion does not wait long. */
const PATIENCE_MS = 2_000;

export function addCompletionCommands(program: SolumCommand, shell: Shell): void {
  const group = program
    .command('completion')
    .description('completion of commands, options and names in your shell');
  for (const [name, script] of Object.entries(SCRIPTS))
    group
      .command(name)
      .description(`print what ${name} needs to complete`)
      .examples(name === 'fish' ? 'solum completion fish | source' : `source <(solum completion ${name})`)
      .action(() => shell.print(script));
  program
    .command('complete [words...]', { hidden: true })
    .description('print what may come in place of the last of the words; the shells ask this')
    .examples('solum complete -- pipeline sh')
    .action(async (words: string[]) => {
      const found = await completionsOf(program, words, () => shell.client());
      if (found.length > 0) shell.print(`${found.join('\n')}\n`);
    });
}

async function completionsOf(
  program: Command,
  words: readonly string[],
  client: () => Promise<SolumClient>,
): Promise<string[]> {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  let command = program;
  for (const word of before) command = command.commands.find((one) => one.name() === word) ?? command;
  const offered = await offersOf(command, before.at(-1) ?? '', last, client);
  return [...new Set(offered)].filter((word) => word.startsWith(last)).sort();
}

async function offersOf(
  command: Command,
  previous: string,
  last: string,
  client: () => Promise<SolumClient>,
): Promise<string[]> {
  const options = optionsOf(command);
  const option = options.find(
    ({ long, short }) => previous !== '' && (long === previous || short === previous),
  );
  if (option && (option.required || option.optional))
    return option.argChoices ?? namesFor(option.name(), client);
  if (last.startsWith('-')) return options.flatMap(({ long }) => long ?? []);
  const subcommands = command.commands.map((one) => one.name()).filter((name) => name !== 'complete');
  if (subcommands.length > 0) return subcommands;
  return namesFor(command.registeredArguments[0]?.name() ?? '', client);
}

function optionsOf(command: Command): Command['options'][number][] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])];
}

/** Names of what is there; none where the service cannot be asked without asking its user. */
async function namesFor(argument: string, client: () => Promise<SolumClient>): Promise<string[]> {
  const read = async () => {
    const asked = await client();
    const params = { query: { limit: 200 } };
    if (argument === 'pipeline' || argument === 'execution')
      return names(
        itemsOf((page) => asked.GET('/v1/pipelines', { params: { query: { ...params.query, ...page } } })),
      );
    if (argument === 'plan')
      return names(
        itemsOf((page) => asked.GET('/v1/plans', { params: { query: { ...params.query, ...page } } })),
      );
    return names((await asked.GET('/v1/workbooks')).data ?? []);
  };
  if (!['pipeline', 'execution', 'plan', 'workbook'].includes(argument)) return [];
  const late = new Promise<string[]>((resolve) => setTimeout(() => resolve([]), PATIENCE_MS).unref());
  return Promise.race([read().catch(() => []), late]);
}

async function names(
  items: AsyncIterable<{ name: string }> | readonly { name: string }[],
): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of items) found.push(name);
  return found;
}
