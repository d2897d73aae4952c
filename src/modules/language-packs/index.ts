export { CheckPackNames } from './application/check-pack-names.js';
export { ChooseLanguagePack, type ChosenPack } from './application/choose-language-pack.js';
export { FindLanguagePack } from './application/find-language-pack.js';
export { AUTO, type LanguagePack, type PackCommands } from './domain/language-pack.js';
export { SourceRoot } from './domain/source-root.js';
export { PackCommandsResponse } from './http/language-pack.presenter.js';
export { LanguagePacksModule } from './language-packs.module.js';
