package zhunsheng.server.files;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import zhunsheng.casebook.Casebook;
import zhunsheng.casebook.PolicyShelf;
import zhunsheng.casebook.attachment.AttachmentStore;
import zhunsheng.casebook.database.Database;
import zhunsheng.casebook.delegation.Delegations;
import zhunsheng.casebook.draft.Drafts;
import zhunsheng.casebook.notice.Notices;
import zhunsheng.casebook.verify.Checkpoints;
import zhunsheng.casebook.verify.Verifier;
import zhunsheng.casebook.view.FigureLists;
import zhunsheng.casebook.view.FileLists;
import zhunsheng.casebook.view.Worklists;
import zhunsheng.server.database.Postgres.Place;

@Configuration(proxyBeanMethods = false)
class CasebookConfiguration {

  @Bean
  Casebook casebook(Database database, PolicyShelf shelf) {
    return new Casebook(database, shelf);
  }

  @Bean
  FileLists fileLists(Database database) {
    return new FileLists(database);
  }

  @Bean
  Worklists worklists(Database database) {
    return new Worklists(database);
  }

  @Bean
  FigureLists figureLists(Database database) {
    return new FigureLists(database);
  }

  @Bean
  Notices notices(Database database) {
    return new Notices(database);
  }

  @Bean
  Drafts drafts(Database database) {
    return new Drafts(database);
  }

  @Bean
  Delegations delegations(Database database) {
    return new Delegations(database);
  }

  /** Papers and checkpoints lie beside the embedded database, whichever database is in use. */
  @Bean
  AttachmentStore attachmentStore(Database database, Place place) {
    return Verification.attachments(database, place.data());
  }

  @Bean
  Checkpoints checkpoints(Database database, Place place) {
    return Verification.checkpoints(database, place.data());
  }

  @Bean
  Verifier verifier(Database database, AttachmentStore attachments, Checkpoints checkpoints) {
    return new Verifier(database, attachments, checkpoints);
  }
}
