import { administration } from './administration'
import { association } from './association'
import { common, failure, shell } from './common'
import { figures } from './figures'
import { files } from './files'
import { filling, submission } from './filling'
import { forms } from './forms'
import { overlap } from './overlap'
import { regulation } from './regulation'
import { reports } from './reports'
import { review } from './review'
import { citation, route, verdicts } from './rules'
import { session } from './session'
import { similarity } from './similarity'
import { workbench } from './workbench'

export default {
  administration,
  association,
  citation,
  common,
  failure,
  figures,
  files,
  filling,
  forms,
  overlap,
  regulation,
  reports,
  review,
  route,
  session,
  shell,
  similarity,
  submission,
  verdicts,
  workbench,
}
