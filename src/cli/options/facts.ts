// Texts that are shared by the help and the manual.

export interface Fact {
  readonly name: string;
  readonly words: string;
}

/** One example per command; `''` is papertop without a command. */
export const EXAMPLES: Readonly<Record<string, Fact>> = {
  '': {name: 'papertop --filter ml --sort state', words: 'the machines with ml in them, by state'},
  login: {name: 'papertop login --account acme', words: 'asks for a key, checks it and saves it as acme'},
  accounts: {name: 'papertop accounts --output json', words: 'the same for a program'},
  completion: {
    name: 'source <(papertop completion bash)',
    words: 'completion in this shell; in ~/.bashrc for every one',
  },
  manual: {name: 'papertop manual | man -l -', words: 'reads the manual page'},
  emulate: {
    name: 'papertop emulate --machines 200 --speed 20',
    words: 'a fleet of 200 that changes twenty times as fast as a real one',
  },
  machines: {name: 'papertop machines list --state off', words: 'the machines that are off, as JSON'},
  templates: {name: 'papertop templates list', words: 'the templates, as JSON'},
  networks: {name: 'papertop networks list', words: 'the private networks, as JSON'},
  users: {name: 'papertop users list', words: 'the users of the team, as JSON'},
  scripts: {name: 'papertop scripts list', words: 'the startup scripts, as JSON'},
};

/** Places that are searched for a key, in search order. */
export const KEY_PLACES: readonly Fact[] = [
  {name: '--api-key-file', words: 'a file that holds the key and nothing else'},
  {name: 'PAPERSPACE_API_KEY', words: 'a variable of the environment'},
  {name: '$XDG_CONFIG_HOME/papertop/credentials.toml', words: "papertop's own accounts (mode 0600)"},
  {name: '~/.paperspace/config.json', words: "the vendor's clients"},
  {name: '~/.paperspace/credentials.toml', words: 'with the team of config.toml beside it'},
];

export const VARIABLES: readonly Fact[] = [
  {name: 'PAPERSPACE_API_KEY', words: 'the API key'},
  {name: 'PAPERSPACE_CONFIG_HOST', words: 'address of the API where no option and no account names one'},
  {name: 'XDG_CONFIG_HOME', words: 'where the accounts lie (~/.config)'},
  {name: 'HTTPS_PROXY, NO_PROXY', words: 'the proxy to the API, and the hosts reached without it'},
  {name: 'NODE_EXTRA_CA_CERTS', words: 'certificates of further authorities'},
  {name: 'NO_COLOR', words: 'no colours, whatever its value'},
];

export const EXIT_STATUS: readonly Fact[] = [
  {name: '0', words: 'done'},
  {name: '1', words: 'the API refused or could not be reached'},
  {name: '2', words: 'wrong usage, nothing was sent'},
  {name: '3', words: 'a wait ended without the state'},
  {name: '130', words: 'interrupted'},
];
