import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe'
import {
  attach,
  begin,
  decide,
  expectForbidden,
  expectRefused,
  fill,
  findings,
  open,
  predicted,
  send,
  submit,
  trySending,
  visit,
} from './forms'
import { moveDay, People } from './people'

/** Two projects, one cent apart, from their first file until they are switched off, by everybody who has a part. */

const REVIEWERS = ['cyber', 'economy', 'finance', 'approval', 'police', 'bureau']
/** Who must say whether the project is secure and keeps secrets. */
const SECURITY_REVIEWERS = ['cyber', 'police']

const DECLARED = '2027-01-04'
const ACCEPTED = '2027-11-01'
const PAID = '2028-01-03'
const SHUT_DOWN = '2028-01-04'

/** Names of this run only: a server that is given may remember earlier ones. */
const mark = String(Date.now()).slice(-6)
const plan = { name: `2028年度建设计划${mark}`, file: '' }

const life = (name: string, total: string, shown: string, words: string, leaders: boolean) => ({
  name: `${name}${mark}`,
  system: `${name}系统${mark}`,
  resource: `${name}办件信息${mark}`,
  asset: `ZC-${name.slice(-1)}${mark}`,
  total,
  shown,
  words,
  leaders,
  /** The files that come of it. */
  files: { project: '', system: '', resource: '' },
})
type Life = ReturnType<typeof life>

const LIVES = [
  life('政务服务受理平台甲', '300000', '300,000.00', '叁拾万元整', true),
  life('政务服务受理平台乙', '299999.99', '299,999.99', '贰拾玖万玖仟玖佰玖拾玖元玖角玖分', false),
]

test.describe.configure({ mode: 'serial' })

let people: People

test.beforeAll(({ browser }) => {
  people = new People(browser)
})
test.afterAll(() => people.leave())

/** Handles what waits for this person, from the workbench. */
async function openTurn(who: string, name: string): Promise<Page> {
  const page = await people.at(who)
  await visit(page, '/')
  const turns = page.locator('#turns')
  await expect(turns.getByRole('listitem').first()).toBeVisible()
  const all = turns.getByRole('button', { name: /显示全部/ })
  if (await all.count()) await all.click()
  await turns.getByRole('link', { name, exact: true }).click()
  await expect(page.locator('.decision')).toBeVisible()
  return page
}

async function act(who: string, name: string, choice: string, text: string): Promise<void> {
  await decide(await openTurn(who, name), choice, text)
}

async function expectStage(page: Page, file: string, stage: string): Promise<void> {
  await page.goto(`/files/${file}`)
  await expect(
    page.getByRole('region', { name: '全周期进展' }).locator('li[aria-current=step] > .stage'),
  ).toHaveText(stage)
}

test('the unit registers itself, unless the demonstration has done so', async () => {
  const page = await people.at('yunhe')
  const answer = await page.request.get('/api/files?subject=unit&q=云河')
  const { total } = (await answer.json()) as { total: number }
  if (total === 0) {
    await open(page, '单位登记', { 'unit.name': '云河镇人民政府', 'unit.kind': '镇（街道）' })
  } else {
    await page.goto('/subjects/unit')
    await page.getByRole('link', { name: /云河/ }).first().click()
  }
  await expect(page).toHaveURL(/\/files\//)
})

const opening = (name: string) => ({
  'project.name': name,
  'project.classified': false,
  'project.lead_unit': '云河镇人民政府',
  'project.no_public_money': false,
})

test('after the window has closed the declaration is refused, with its article', async () => {
  const page = await people.at('yunhe')
  const file = await open(page, '项目建档', opening('错过申报期的项目'))
  await begin(page, file, '政务信息化项目申报')
  await fill(page, { 'project.plan_year': '2027' })
  await expectRefused(findings(page), '申报期已过', '第五条')
  await findings(page)
    .getByRole('listitem')
    .filter({ hasText: '申报期已过' })
    .getByRole('button', { name: /第五条/ })
    .click()
  await expect(page.getByRole('dialog', { name: /第五条/ })).toContainText('系统据此做什么')
  await page.keyboard.press('Escape')
  await expectAccessible(page, '申报表')
})

test('the year turns, and the window opens', async () => {
  test.slow()
  await moveDay(await people.at('yunhe'), DECLARED)
})

const declaration = (total: string) => ({
  'project.plan_year': '2028',
  'project.person_in_charge': '周明远 0519-00000000',
  'project.total': total,
  'project.fundings': [{ 来源: '区财政资金', 金额: total }],
  'project.modes': ['财政投资'],
  'project.build_types': ['新建'],
  'project.planned_start': '2027-03-01',
  'project.planned_end': '2028-12-31',
  'project.duty_served': '政务服务',
  within_definition: true,
  'project.basis': '省数字政府建设方案',
  'project.content': '建设受理平台',
  'project.need': '群众办事需要',
  'project.intensiveness': '利用已有政务云',
  no_reuse_reason: '首次建设',
  similar_explained: '服务的窗口不同，数据经区平台共享',
  'project.sharing': '通过区平台共享',
  no_resources_reason: '只作展示',
  'project.security': '按等级保护二级建设',
  xinchuang_stated: '符合',
  'project.on_government_network': true,
  'project.on_government_cloud': true,
  'project.hosting': '市统建政务云',
  marketable_stated: false,
})

/** What exists already that does the same, beside a form and on the run that it became. */
const lookAlikes = (page: Page) => page.getByRole('region', { name: /功能相近的系统和项目/ })

async function declare({ name, total, words, leaders, files }: Life): Promise<void> {
  const page = await people.at('yunhe')
  files.project = await open(page, '项目建档', opening(name))
  await begin(page, files.project, '政务信息化项目申报')
  await fill(page, declaration(total))
  await expect(page.getByText(words).first()).toBeVisible()
  await expect(predicted(page).getByText('首席数据官审核（审定）')).toBeVisible()
  await expect(predicted(page).getByText('主要领导审定')).toHaveCount(leaders ? 1 : 0)
  // What it needs may still be loading when the first test begins.
  await expect(lookAlikes(page)).toContainText(/没有查到功能相近|重复的可能 \d+%/, { timeout: 60_000 })

  await trySending(page)
  await expectRefused(findings(page), '请上传信息安全解决方案', '第六条')

  await attach(page, { security_solution: 'uploaded' })
  await send(page)
  await expect(page.getByRole('heading', { name: '政务信息化项目申报' })).toBeVisible()
  await expect(lookAlikes(page)).toContainText(/已查重，没有|重复的可能 \d+%/)
  await expectAccessible(page, '办件')
  await expectStage(page, files.project, '计划')
  await expectAccessible(page, '项目')
}

async function review({ name }: Life): Promise<void> {
  await act('centre', name, '办理', '材料齐全')
  for (const who of REVIEWERS) {
    const turn = await openTurn(who, name)
    if (SECURITY_REVIEWERS.includes(who)) await fill(turn, { security_opinion: '符合' })
    if (who === 'finance') await decide(turn, '不同意', '建议核减预算')
    else await decide(turn, '同意', '同意')
  }
  const page = await openTurn('bureau', name)
  const form = page.locator('.decision')
  const conclude = form.getByRole('button', { name: '提交意见' })
  await form.getByText('通过', { exact: true }).click()
  // The live check answers first: what it inserts moves the button.
  await expect(form).toContainText('请书面答复不同意见')
  await conclude.click()
  await expect(form).toContainText('请填写集约性判断')
  await expect(form.getByRole('button', { name: /第七条/ }).first()).toBeVisible()

  await fill(page, {
    policy_judgement: '符合',
    xinchuang: '符合',
    intensiveness_judgement: '符合',
    sharing_judgement: '符合',
    security_judgement: '符合',
    supports_platform: true,
    supplies_data: true,
    infringement: false,
    'project.marketable': false,
    definition_confirmed: true,
  })
  await attach(page, { review_papers: 'uploaded' })
  await conclude.click()
  await expectRefused(form, '请书面答复不同意见', '第四条')
  await expectAccessible(page, '评审结论')
  await fill(page, { negative_opinions_answered: '已核减并说明' })
  await decide(page, '通过', '评审通过')
}

async function signOff({ name, leaders, files }: Life): Promise<void> {
  const bureau = await people.at('bureau')
  const include = { 'project.plan': '2026' }
  const notYet = (says: string) =>
    expectForbidden(bureau, files.project, 'plan_inclusion', include, says, '第八条')
  await notYet(leaders ? '待主要领导审定' : '待首席数据官审定')
  await act('cdo', name, '同意', '同意')
  if (leaders) {
    await act('committee', name, '同意', '同意')
    await notYet('待党工委主要领导审定')
    await act('party', name, '同意', '同意')
  }
  const page = await people.at('yunhe')
  await page.goto(`/files/${files.project}/runs/declaration-1`)
  const route = page.getByRole('region', { name: '流转过程' })
  await expect(route.getByText('首席数据官审核（审定）')).toBeVisible()
  await expect(route.getByText('主要领导审定', { exact: true })).toHaveCount(leaders ? 1 : 0)
  await expectAccessible(page, '办结的办件')
  await expectStage(page, files.project, '审批')
}

for (const one of LIVES) {
  test.describe(`${one.shown} yuan`, () => {
    test('the unit declares it; who will decide follows the amount while typing', () => declare(one))
    test('six offices review it, and a negative opinion must be answered', () => review(one))
    test(one.leaders ? 'three leaders decide' : 'the chief data officer alone decides', () => signOff(one))
  })
}

const payment = (day: string) => ({ use: '建设资金', amount: '1000', paid_on: day })

test('what is in no plan gets no money, with the article and what helps', async () => {
  const page = await people.at('finance')
  const [{ files }] = LIVES as [Life]
  await expectForbidden(page, files.project, 'payment', payment(DECLARED), '未纳入年度建设计划', '第九条')
  await expect(findings(page).getByText('怎么办').first()).toBeVisible()
  await expectAccessible(page, '被拒绝的拨付')
})

test('the plan takes both in and is published', async () => {
  const page = await people.at('bureau')
  plan.file = await open(page, '开启计划年度', { 'plan.year': '2028', 'plan.title': plan.name })
  for (const { files } of LIVES) {
    await submit(page, files.project, '纳入年度建设计划', { 'project.plan': plan.name })
  }
  await submit(page, plan.file, '编制年度建设计划')
  await submit(page, plan.file, '下达年度建设计划')
  await page.goto(`/files/${plan.file}`)
  await expectAccessible(page, '年度计划')
})

async function build({ name, total, files }: Life): Promise<void> {
  const finance = await people.at('finance')
  await submit(finance, files.project, '预算安排', {
    year: '2028',
    use: '建设资金',
    amount: total,
    entered_on: DECLARED,
  })
  const page = await people.at('yunhe')
  const start = { ground: '已签订合同', started_on: DECLARED }
  await expectForbidden(page, files.project, 'substantive_start', start, '请填写实施机构', '第十条')
  await submit(page, files.project, '实施机构和项目负责人登记', {
    'project.implementing_body': `${name}专班`,
  })
  await submit(page, files.project, '采购登记', { method: '公开招标', notice_on: DECLARED, amount: total })
  await submit(
    page,
    files.project,
    '合同登记',
    { kind: '建设', counterparty: '某公司', amount: total, signed_on: DECLARED },
    { contract: 'uploaded' },
  )
  await submit(page, files.project, '实质性启动登记', start, { start_evidence: 'uploaded' })
  await expectStage(page, files.project, '建设')
  await expectAccessible(page, '在建的项目')
}

async function tryOut({ name, system, files }: Life): Promise<void> {
  const page = await people.at('yunhe')
  await submit(page, files.project, '试运行开始登记', { started_on: DECLARED })
  await expectStage(page, files.project, '试运行')
  await expectForbidden(page, files.project, 'acceptance_application', {}, '请登记试运行结束日期', '第十二条')
  files.system = await open(page, '信息系统登记', {
    'system.name': system,
    'system.project': name,
    'system.new_build': true,
    'system.classified': false,
    'system.responsible_unit': '云河镇人民政府',
    'system.using_unit': '云河镇人民政府',
    'system.security_contact': '李四',
    'system.hosting': '市统建政务云',
    'system.cloud_in_use': true,
  })
  const today = { operating_on: DECLARED }
  await expectForbidden(page, files.system, 'formal_operation', today, '未经竣工验收', '第十二条')
  await expectAccessible(page, '被拒绝的正式运行')
}

for (const one of LIVES) {
  test.describe(`${one.shown} yuan`, () => {
    test('it is procured, contracted and begun, but not without a body that builds it', () => build(one))
    test('its trial begins, and it may neither apply for acceptance nor go live', () => tryOut(one))
  })
}

for (const { name, shown, leaders, files } of LIVES) {
  test(`the routing slip of ${shown} yuan is filled from its file, to print and as DOCX`, async () => {
    const page = await people.at('yunhe')
    await page.goto(`/files/${files.project}/runs/declaration-1`)
    await page.getByRole('link', { name: /流转表/ }).click()
    const sheet = page.frameLocator('iframe')
    await expect(sheet.getByText(name).first()).toBeVisible()
    await expect(sheet.getByText('建议核减预算').first()).toBeVisible()
    await expect(sheet.getByText(/不适用（总投资额30万元以下）/)).toHaveCount(leaders ? 0 : 2)
    await expect(page.getByRole('button', { name: '打印' })).toBeEnabled()
    const [docx] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载 Word 文档' }).click(),
    ])
    expect(docx.suggestedFilename()).toMatch(/\.docx$/)
    // The sheet runs no script, so axe cannot look into it: the screen around it is checked.
    await page.locator('iframe').evaluate((frame) => frame.remove())
    await expectAccessible(page, '流转表')
  })
}

test('ten months of trial go by', async () => {
  test.setTimeout(400_000)
  await moveDay(await people.at('yunhe'), ACCEPTED)
})

async function accept({ name, files }: Life): Promise<void> {
  const page = await people.at('yunhe')
  await submit(page, files.project, '试运行结束登记', { ended_on: ACCEPTED })
  const finance = await people.at('finance')
  const upkeep = { ...payment(ACCEPTED), use: '运维经费' }
  await expectForbidden(finance, files.project, 'payment', upkeep, '未经竣工验收，暂缓拨付', '第十二条')

  await begin(page, files.project, '竣工验收申请')
  await fill(page, { third_party: '某测评公司' })
  await attach(page, {
    project_summary: 'uploaded',
    financial_report: 'uploaded',
    sharing_catalogue: 'uploaded',
  })
  await trySending(page)
  await expectRefused(findings(page), '缺少第三方机构网络安全检测评估报告', '第十二条')
  await expectAccessible(page, '竣工验收申请')
  await attach(page, { security_assessment: 'uploaded' })
  await send(page)

  const record = {
    accepted_on: ACCEPTED,
    participants: '建设、监理单位',
    'project.acceptance_result': '合格',
  }
  await expectForbidden(page, files.project, 'acceptance_record', record, '验收申请尚未会审通过', '第十二条')
  await act('centre', name, '办理', '材料齐全')
  for (const who of REVIEWERS) await act(who, name, '同意', '无不同意见')
  await act('bureau', name, '通过', '会审通过')
  await submit(page, files.project, '竣工验收登记', record)

  const today = { operating_on: ACCEPTED }
  await expectForbidden(page, files.system, 'formal_operation', today, '竣工验收报告待备案', '第十二条')
  await submit(
    page,
    files.project,
    '竣工验收报告备案',
    {},
    {
      standards: 'uploaded',
      technical_papers: 'uploaded',
      e_archive: 'uploaded',
      parties_acceptance_papers: 'uploaded',
      controllable_papers: 'uploaded',
      development_documents: { waived: '采用成熟产品，没有定制开发' },
      sharing_list: 'uploaded',
    },
  )
  await act('bureau', name, '办理', '已备案')
  await expectStage(page, files.project, '验收')
  await expectAccessible(page, '通过验收的项目')
}

async function operate({ name, system, resource, asset, total, files }: Life): Promise<void> {
  const page = await people.at('yunhe')
  await submit(page, files.system, '投入正式运行', { operating_on: ACCEPTED })
  await page.goto(`/files/${files.system}`)
  await expect(page.getByText('接入区共享交换平台').first()).toBeVisible()
  await expectAccessible(page, '运行的系统')

  files.resource = await open(page, '政务信息资源编目', {
    'resource.name': resource,
    'resource.form': '数据',
    'resource.duty_served': '政务服务',
    'resource.origin': '系统形成',
    'resource.source_system': system,
    'resource.sharing_class': '无条件共享',
    'resource.opening_class': '不予开放',
    'resource.usage': '无',
    'resource.sensitive': false,
    'resource.responsible_party': '云河镇人民政府',
    'resource.format': '库表',
    'resource.attributes': '结构化',
    'resource.update_cycle': '1',
    'resource.service_modes': ['查询'],
    'resource.provision_modes': ['服务接口'],
  })
  await act('bureau', resource, '纳入', '要素完整')
  await submit(page, files.system, '接入共享交换平台', {
    connected_on: ACCEPTED,
    shared_resources: [resource],
  })
  await act('bureau', system, '同意', '接口已联通')
  await submit(page, files.system, '接入数字政府统一登录门户', { connected_on: ACCEPTED })
  await act('bureau', system, '同意', '已接入门户')
  await submit(page, files.project, '项目资产登记', {
    name: `${name}软件`,
    kind: '无形资产',
    number: asset,
    value: total,
    bought_on: ACCEPTED,
  })
  await expectStage(page, files.project, '运行')
  await expectAccessible(page, '运行的项目')
}

async function evaluate({ files }: Life): Promise<void> {
  const page = await people.at('yunhe')
  const next = { year: '2028', result: '良' }
  await expectForbidden(page, files.project, 'self_evaluation', next, '每年11月开展自评价', '第十六条')
  await submit(
    page,
    files.project,
    '项目建设管理绩效自评价',
    { year: '2027', result: '良' },
    { self_evaluation_report: 'uploaded' },
  )
  await submit(await people.at('bureau'), files.project, '项目后评价', {
    year: '2027',
    application_effect: '良',
    data_sharing: '优',
    network_security: '良',
    operating_quality: '良',
    resource_allocation: '中',
    result: '良',
  })
  await expectStage(page, files.project, '评价')
  await expectAccessible(page, '评价过的项目')
}

for (const one of LIVES) {
  test.describe(`${one.shown} yuan`, () => {
    test('it is accepted, step by step, and its report is filed', () => accept(one))
    test('its system goes live, shares its data and joins the portal', () => operate(one))
    test('it is evaluated by its unit in November and by the bureau after', () => evaluate(one))
  })
}

test('the plan year begins', async () => {
  test.setTimeout(400_000)
  await moveDay(await people.at('yunhe'), PAID)
})

async function retire({ system, files }: Life): Promise<void> {
  const finance = await people.at('finance')
  await submit(finance, files.project, '资金拨付', payment(PAID))
  await finance.goto(`/files/${files.project}?tab=history`)
  await expect(finance.getByText('资金拨付').first()).toBeVisible()
  await expectAccessible(finance, '历史')

  const page = await people.at('yunhe')
  const today = { shut_down_on: PAID }
  await expectForbidden(page, files.system, 'shutdown', today, '须先报停用说明', '第十七条')
  await begin(page, files.system, '停用报告')
  await fill(page, { 'system.planned_shutdown': '2028-04-03', reason: '业务已整合' })
  await attach(page, { shutdown_statement: 'uploaded', shutdown_basis: 'uploaded' })
  await trySending(page)
  await expectRefused(findings(page), '须在停用前1个月内报停用情况说明', '第十七条')
  await expectAccessible(page, '停用报告')
  await fill(page, { 'system.planned_shutdown': SHUT_DOWN })
  await send(page)
  await act('bureau', system, '确定停用报废', '同意停用')

  const cloud = { resources: '4 核 16 GB' }
  await expectForbidden(page, files.system, 'cloud_resource_request', cloud, '项目已确定停用报废', '第十七条')
  const upkeep = { year: '2028', use: '运维经费', amount: '10000', entered_on: PAID }
  await expectForbidden(finance, files.project, 'budget_entry', upkeep, '项目已确定停用报废', '第十七条')
}

async function shutDown({ asset, files }: Life): Promise<void> {
  const page = await people.at('yunhe')
  await submit(page, files.system, '停用登记', { shut_down_on: SHUT_DOWN })
  await submit(await people.at('bureau'), files.system, '云网资源释放登记', { released_on: SHUT_DOWN })
  await submit(
    page,
    files.project,
    '项目资产处置登记',
    { number: asset, disposed_on: SHUT_DOWN },
    { disposal_approval: 'uploaded' },
  )
  await expectStage(page, files.system, '停用')
  await expectAccessible(page, '停用的系统')
  await expectStage(page, files.project, '停用')
  await expectAccessible(page, '停用的项目')
}

for (const one of LIVES) {
  test(`what ${one.shown} yuan built is paid for and reported for retirement, neither too early nor too late`, () =>
    retire(one))
}

test('the day of the shut-down comes', async () => {
  await moveDay(await people.at('yunhe'), SHUT_DOWN)
})

for (const one of LIVES) {
  test(`what ${one.shown} yuan built is switched off, and its cloud and its asset are given up`, () =>
    shutDown(one))
}
