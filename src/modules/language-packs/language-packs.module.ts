import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { fileURLToPath } from 'node:url';
import { CheckPackNames } from './application/check-pack-names.js';
import { ChooseLanguagePack } from './application/choose-language-pack.js';
import { CreateLanguagePack } from './application/create-language-pack.js';
import { DeleteLanguagePack } from './application/delete-language-pack.js';
import { FindLanguagePack } from './application/find-language-pack.js';
import { ListLanguagePacks } from './application/list-language-packs.js';
import { UpdateLanguagePack } from './application/update-language-pack.js';
import { LanguagePackCatalogue } from './domain/language-pack-catalogue.js';
import { LanguagePacks } from './domain/language-packs.js';
import { LanguagePacksController } from './http/language-packs.controller.js';
import { FileLanguagePackCatalogue } from './infrastructure/file-language-pack-catalogue.js';
import { LanguagePackRecord } from './infrastructure/language-pack.record.js';
import { TypeOrmLanguagePacks } from './infrastructure/typeorm-language-packs.js';

const CATALOGUE = fileURLToPath(new URL('../../../etc/language-packs', import.meta.url));

@Module({
  imports: [TypeOrmModule.forFeature([LanguagePackRecord])],
  controllers: [LanguagePacksController],
  providers: [
    CheckPackNames,
    ChooseLanguagePack,
    CreateLanguagePack,
    DeleteLanguagePack,
    FindLanguagePack,
    ListLanguagePacks,
    UpdateLanguagePack,
    { provide: LanguagePacks, useClass: TypeOrmLanguagePacks },
    { provide: LanguagePackCatalogue, useFactory: () => new FileLanguagePackCatalogue(CATALOGUE) },
  ],
  exports: [CheckPackNames, ChooseLanguagePack, FindLanguagePack],
})
export class LanguagePacksModule {}
