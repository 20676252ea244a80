// Installs the packaged extension into a real VS Code, uses it as a person does, and takes the pictures
// of the documentation. usage: run-ui.mjs [FOLDER for the pictures]
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  extension,
  inFolder,
  root,
  startBrowser,
  startVscode,
  until,
  workspaceIn,
} from "./vscode.mjs";

const pictures = process.argv[2] ?? join(root, "docs", "images");
const MARK = "会议部暑";
const REPORT = `# 关于防汛工作情况的报告

县人民政府：

𠮷祥镇党委、政府高度重视防汛工作，年初召开专题会议部暑重点任务，现将有关情况报告如下。

## 一、工作开展情况

一是认真惯彻会议精神，层层压实责任。二是截止目前，已排查隐患点23处。

## 三、下一步打算

继续加强巡查值守，确保安全渡汛。
`;
const HEADINGS = `# 2023年工作总结

## 一、主要工作

全年共召开会议约50人左右参加，工作部暑到位。

## 二、存在问题
`;

class User {
  constructor(page, workspace) {
    this.page = page;
    this.workspace = workspace;
  }

  async open(origin) {
    await this.page.goto(`http://${origin}/?${new URLSearchParams({ folder: this.workspace })}`);
    await this.status(/^Zhupi/);
  }

  /** The item in the status bar says when the extension is ready. */
  async status(meaning) {
    const item = this.page.locator('.statusbar-item[id*="zhupi.status"] a');
    await until(async () => {
      const label = await item.getAttribute("aria-label", { timeout: 60_000 });
      return meaning.test(label ?? "") && !/starting|checking/.test(label);
    }, `the status bar says ${meaning}`);
  }

  file(name) {
    return this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
  }

  async command(title) {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").fill(`>${title}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row").first();
    await until(async () => (await row.innerText()).includes(title.split(": ").pop()), title);
    await this.page.keyboard.press("Enter");
  }

  /** The page of the Word file in the active tab. */
  word() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  async picture(name, options = {}) {
    await this.page.waitForTimeout(400);
    await this.page.screenshot({ path: join(pictures, `vscode-${name}.png`), ...options });
  }

  async quiet() {
    await this.command("Notifications: Clear All Notifications");
    await this.page.waitForTimeout(200);
  }

  async closeAll() {
    await this.command("View: Close All Editors");
  }
}

async function a_finding_is_marked_and_explained(use) {
  await use.file("防汛工作报告.md").dblclick();
  await use.page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
  await use.status(/errors?/);
  const line = use.page.locator(".view-line", { hasText: MARK });
  await hover(use, line, MARK.slice(2));
  await use.page.locator(".monaco-hover", { hasText: "部署" }).first().waitFor();
  await use.picture("squiggle");
}

async function the_workspace_is_checked_with_its_word_files(use) {
  await use.page.keyboard.press("Escape");
  await use.command("Zhupi: Check Workspace");
  const rows = use.page.locator(".markers-panel .monaco-list-row");
  await rows.first().waitFor();
  await use.quiet();
  await use.command("View: Toggle Maximized Panel");
  await rows.filter({ hasText: ".docx" }).first().waitFor();
  await use.picture("problems");
  await use.command("View: Toggle Maximized Panel");
}

async function a_quick_fix_is_chosen_and_saved(use) {
  const row = use.page.locator(".markers-panel .monaco-list-row", { hasText: "部暑" }).first();
  await row.waitFor();
  await use.file("防汛工作报告.md").dblclick();
  await use.command("View: Toggle Panel Visibility");
  const line = use.page.locator(".view-line", { hasText: MARK });
  await click(use, line, "部暑");
  await use.page.keyboard.press("Control+.");
  const menu = use.page.locator(".action-widget").first();
  await menu.locator(".monaco-list-row", { hasText: "部署" }).waitFor();
  await use.picture("quick-fix");
  await use.page.keyboard.press("Enter");
  await use.page.locator(".view-line", { hasText: "会议部署" }).waitFor();
  await use.page.keyboard.press("Control+S");
  const file = join(use.workspace, "防汛工作报告.md");
  await until(() => readFileSync(file, "utf8").includes("会议部署"), "the file is saved");
  assert.ok(readFileSync(file, "utf8").includes("𠮷祥镇"));
}

async function a_word_file_opens_from_the_menu_with_its_findings(use) {
  await use.closeAll();
  await use.file("述职报告.docx").click({ button: "right" });
  await use.page.locator(".context-view .action-label", { hasText: "Open with Zhupi" }).waitFor();
  await use.page.waitForTimeout(300); // the menu takes a click at once for the one that opened it
  await use.page.locator(".context-view .action-label", { hasText: "Open with Zhupi" }).click();
  const word = use.word();
  await word.locator("#list .entry").first().waitFor({ timeout: 60_000 });
  const entries = await word.locator("#list .entry").count();
  const marked = await highlights(word);
  console.log(`  ${entries} findings; marked: ${JSON.stringify(marked)}`);
  assert.ok(marked.error.includes("部暑"), "the words of the finding are marked");
  assert.equal(await word.locator(".where", { hasText: "not shown" }).count(), 0);
  await word.locator("#list .entry", { hasText: "部暑" }).click();
  assert.deepEqual((await highlights(word)).now, ["部暑"]);
  await use.command("View: Toggle Primary Side Bar Visibility");
  await use.picture("docx");
  await use.command("View: Toggle Primary Side Bar Visibility");
}

async function keys_filters_and_clicks_lead_through_the_findings(use) {
  const word = use.word();
  const is = (id) => until(async () => (await now(word)) === id, `${id} is chosen`, 5000);
  await word.locator(".entry").first().click();
  const [first, second] = await word
    .locator(".entry")
    .evaluateAll((all) => all.map(({ id }) => id));
  await is(first);
  await use.page.keyboard.press("j");
  await is(second);
  await use.page.keyboard.press("ArrowUp");
  await is(first);
  const all = await word.locator(".entry").count();
  await word.locator(".filter.error").click();
  assert.ok((await word.locator(".entry").count()) < all);
  assert.deepEqual((await highlights(word)).error, []);
  await word.locator(".filter.error").click();
  await word.locator(".entry").last().click();
  const mark = await word.locator("#paper").evaluate((paper) => {
    const range = [...CSS.highlights.get("zhupi-error")].find((each) => `${each}` === "部暑");
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    const box = range.getBoundingClientRect();
    const { x, y } = paper.getBoundingClientRect();
    return { x: box.x + box.width / 2 - x, y: box.y + box.height / 2 - y };
  });
  await word.locator("#paper").click({ position: mark });
  await until(
    async () => /部暑/.test(await word.locator(".entry.now .message").innerText()),
    "部暑",
  );
}

function now(word) {
  return word.locator(".entry.now").getAttribute("id");
}

async function a_dark_theme_is_followed(use) {
  await use.command("Preferences: Toggle between Light/Dark Themes");
  await use.word().locator("body.vscode-dark").waitFor();
  if (process.env.ZHUPI_SHOTS) await use.picture("dark");
}

async function a_word_file_that_changes_is_read_and_checked_again(use) {
  const word = use.word();
  copyFileSync(join(use.workspace, "述职报告（范例）.docx"), join(use.workspace, "述职报告.docx"));
  await until(async () => !(await word.locator("#paper").innerText()).includes("部暑"), "new text");
  await until(async () => !(await highlights(word)).error.length, "new findings");
}

async function the_outline_stands_beside(use) {
  await use.command("Preferences: Toggle between Light/Dark Themes");
  await use.closeAll();
  copyFileSync(
    join(root, "examples", "述职报告（待改）.docx"),
    join(use.workspace, "述职报告.docx"),
  );
  await use.file("防汛工作报告.md").dblclick();
  await use.page.locator(".view-line", { hasText: "会议部署" }).waitFor();
  await use.command("Zhupi: Show Outline and Why");
  await use.page.locator(".tab", { hasText: "outline" }).waitFor();
  await use.page.locator(".editor-group-container").nth(1).locator(".view-line").first().waitFor();
  await use.picture("outline");
}

async function a_report_runs_in_a_tab(use) {
  await use.closeAll();
  await use.file("述职报告.docx").click();
  await use.command("Zhupi: Open HTML Report of the Workspace");
  const report = use.word();
  await report.locator("html.js").waitFor({ timeout: 60_000 });
  await report.locator("#index tr[data-report]", { hasText: "述职报告.docx" }).first().click();
  await report.locator(".report:visible .entry").first().waitFor();
  if (process.env.ZHUPI_SHOTS) await use.picture("report");
}

async function a_word_file_opened_in_vain_is_offered(use) {
  await use.closeAll();
  await use.quiet();
  writeFileSync(join(use.workspace, "打不开.docx"), "no Word file at all");
  await use.file("打不开.docx").dblclick();
  const offer = use.page.locator(".notification-toast", { hasText: "Show this Word file" });
  await offer.locator("a", { hasText: /^Open$/ }).click();
  const failure = use.word().locator("#failure");
  await failure.waitFor();
  await until(async () => /打不开|docx|Word/.test(await failure.innerText()), "the reason");
  if (process.env.ZHUPI_SHOTS) await use.picture("failure-page");
}

async function the_walkthrough_is_whole(use) {
  await use.closeAll();
  await use.command("Zhupi: Get Started");
  await use.page.locator(".getting-started-step").nth(4).waitFor();
  await use.page.waitForTimeout(500);
  if (process.env.ZHUPI_SHOTS) await use.picture("walkthrough");
}

/** The words that are marked on the page, by severity. */
function highlights(word) {
  return word.locator("#paper").evaluate(() => {
    const marked = (name) => [...(CSS.highlights.get(`zhupi-${name}`) ?? [])].map(String);
    return {
      error: marked("error"),
      warning: marked("warning"),
      info: marked("info"),
      now: marked("now"),
    };
  });
}

/** The middle of some words of a line. */
async function middleOf(line, words) {
  await line.waitFor();
  return line.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(wanted);
      if (at < 0) continue;
      const range = new Range();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + wanted.length);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    throw new Error(`${wanted} is in no piece of the line`);
  }, words);
}

async function hover(use, line, words) {
  const { x, y } = await middleOf(line, words);
  await use.page.mouse.move(x - 3, y);
  await use.page.mouse.move(x, y, { steps: 4 });
}

async function click(use, line, words) {
  const { x, y } = await middleOf(line, words);
  await use.page.mouse.click(x, y);
}

const STEPS = [
  a_finding_is_marked_and_explained,
  the_workspace_is_checked_with_its_word_files,
  a_quick_fix_is_chosen_and_saved,
  a_word_file_opens_from_the_menu_with_its_findings,
  keys_filters_and_clicks_lead_through_the_findings,
  a_dark_theme_is_followed,
  a_word_file_that_changes_is_read_and_checked_again,
  the_outline_stands_beside,
  a_report_runs_in_a_tab,
  a_word_file_opened_in_vain_is_offered,
  the_walkthrough_is_whole,
];

await inFolder(async (folder) => {
  const vsix = readdirSync(extension).find((name) => name.endsWith(".vsix"));
  assert.ok(vsix, "npm run package makes the extension");
  const example = (name) => readFileSync(join(root, "examples", name));
  const workspace = workspaceIn(
    join(folder, "镇政府 文稿"),
    {
      "防汛工作报告.md": REPORT,
      "工作总结.md": HEADINGS,
      "述职报告.docx": example("述职报告（待改）.docx"),
      "述职报告（范例）.docx": example("述职报告（范例）.docx"),
    },
    {
      "zhupi.lang": "zh",
      "editor.fontSize": 15,
      "editor.lineHeight": 1.9,
      "editor.wordWrap": "on",
      "editor.minimap.enabled": false,
      "editor.unicodeHighlight.ambiguousCharacters": false,
      "workbench.colorTheme": "Default Light Modern",
      "window.commandCenter": false,
      "breadcrumbs.enabled": false,
      "explorer.compactFolders": false,
    },
  );
  const vscode = await startVscode(join(folder, "state"), { vsix: join(extension, vsix) });
  const browser = await startBrowser(folder, {
    viewport: { width: 1200, height: 760 },
    locale: "zh-CN",
    reducedMotion: "reduce",
  });
  mkdirSync(pictures, { recursive: true });
  const use = new User(browser.page, workspace);
  try {
    await use.open(vscode.origin);
    for (const step of STEPS) {
      const start = Date.now();
      await step(use);
      console.log(`✔ ${step.name} (${Date.now() - start} ms)`);
    }
    assert.deepEqual(browser.foreign, [], "nothing is asked of the network");
  } catch (error) {
    const path = join(tmpdir(), "zhupi-vscode-failure.png");
    await browser.page.screenshot({ path });
    console.error(`What was seen then: ${path}`);
    throw error;
  } finally {
    await browser.close();
    vscode.stop();
  }
});
