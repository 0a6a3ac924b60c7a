// Texts that are shared by the help and the manual.

export interface Fact {
  readonly name: string;
  readonly description: string;
}

/** One example per command; `''` is papertop without a command. */
export const EXAMPLES: Readonly<Record<string, Fact>> = {
  '': {name: 'papertop --filter ml --sort state', description: 'the machines with ml in them, by state'},
  login: {name: 'papertop login --account acme', description: 'asks for a key, checks it and saves it as acme'},
  accounts: {name: 'papertop accounts --output json', description: 'the same for a program'},
  completion: {
    name: 'source <(papertop completion bash)',
    description: 'completion in this shell; in ~/.bashrc for every one',
  },
  manual: {name: 'papertop manual | man -l -', description: 'reads the manual page'},
  emulate: {
    name: 'papertop emulate --machines 200 --speed 20',
    description: 'a fleet of 200 that changes twenty times as fast as a real one',
  },
  machines: {name: 'papertop machines list --state off', description: 'the machines that are off, as JSON'},
  templates: {name: 'papertop templates list', description: 'the templates, as JSON'},
  networks: {name: 'papertop networks list', description: 'the private networks, as JSON'},
  users: {name: 'papertop users list', description: 'the users of the team, as JSON'},
  scripts: {name: 'papertop scripts list', description: 'the startup scripts, as JSON'},
};

/** Places that are searched for a key, in search order. */
export const KEY_PLACES: readonly Fact[] = [
  {name: '--api-key-file', description: 'a file that holds the key and nothing else'},
  {name: 'PAPERSPACE_API_KEY', description: 'a variable of the environment'},
  {name: '$XDG_CONFIG_HOME/papertop/credentials.toml', description: "papertop's own accounts (mode 0600)"},
  {name: '~/.paperspace/config.json', description: "the vendor's clients"},
  {name: '~/.paperspace/credentials.toml', description: 'with the team of config.toml beside it'},
];

export const VARIABLES: readonly Fact[] = [
  {name: 'PAPERSPACE_API_KEY', description: 'the API key'},
  {name: 'PAPERSPACE_CONFIG_HOST', description: 'address of the API where no option and no account names one'},
  {name: 'XDG_CONFIG_HOME', description: 'where the accounts lie (~/.config)'},
  {name: 'HTTPS_PROXY, NO_PROXY', description: 'the proxy to the API, and the hosts reached without it'},
  {name: 'NODE_EXTRA_CA_CERTS', description: 'certificates of further authorities'},
  {name: 'NO_COLOR', description: 'no colours, whatever its value'},
];

export const EXIT_STATUS: readonly Fact[] = [
  {name: '0', description: 'done'},
  {name: '1', description: 'the API refused or could not be reached'},
  {name: '2', description: 'wrong usage, nothing was sent'},
  {name: '3', description: 'a wait ended without the state'},
  {name: '129', description: 'ended by SIGHUP'},
  {name: '130', description: 'interrupted'},
  {name: '143', description: 'ended by SIGTERM'},
];
