import type { MailTexts } from "./mail-texts.ts";

const roles = { member: "成員", organizer: "主辦人", admin: "管理員" };

const asOrganizer = (eventTitle: string) => `您收到這封信，是因為您主辦「${eventTitle}」。`;
const asHolder = (eventTitle: string) => `您收到這封信，是因為您持有「${eventTitle}」的票券。`;

export const zhHant: MailTexts = {
  hello: (name) => `${name}，您好：`,
  helloThere: "您好：",
  linkFallback: "如果按鈕無法使用，請開啟這個網址：",
  settings: "選擇要收到哪些信件",
  unsubscribe: "不再收到這類信件",
  quoted: (name) => `「${name}」`,
  dateAndTime: ({ date, time }) => `${date} ${time}`,
  begins: "開始時間",
  ends: "結束時間",
  beginsForYou: "開始時間（您的時區）",
  byYourClock: (moment) => `您的時區：${moment}`,
  title: "標題",
  place: "地點",
  ticketOf: "持票人",
  before: (value) => `原為：${value}`,
  reason: "說明的原因：",
  qrCode: "您票券的 QR 碼",
  kinds: {
    verify_email: "確認您的電子郵件地址",
    reset_password: "設定新密碼",
    email_changed: "您的帳號已改用其他地址",
    security_notice: "您的帳號安全",
    claim_account: "您的活動帳號",
    invitation: "邀請",
    registration_confirmed: "報名後寄送的票券",
    registration_cancelled: "取消報名的確認",
    registered_by_organizer: "主辦人為您報名後寄送的票券",
    cancelled_by_organizer: "主辦人取消了您的報名",
    registration_restored: "報名取消後又恢復",
    waitlist_offer: "候補名額通知",
    waitlist_closed: "候補名單已關閉",
    event_changed: "您參加的活動更改時間或地點",
    event_cancelled: "您參加的活動取消",
    event_deleted: "您參加的活動已刪除",
    reminder_day: "活動前一天的提醒",
    reminder_hour: "活動前一小時的提醒",
    event_approved: "您的活動已通過審核",
    event_rejected: "您的活動未通過審核",
    revision_accepted: "您的修改已被接受",
    revision_refused: "您的修改未被接受",
    organizer_message: "活動主辦人的訊息",
    webhook_disabled: "您組織的 Webhook 已被停用",
  },
  mails: {
    verify_email: () => ({
      subject: "請確認您的電子郵件地址",
      paragraphs: ["請確認這是您的電子郵件地址。此連結三天內有效。"],
      action: "確認我的地址",
      why: "您收到這封信，是因為有人在 EventMaster 填寫了這個地址。如果不是您本人，請忽略此信。",
    }),
    reset_password: () => ({
      subject: "設定新密碼",
      paragraphs: ["您可以透過此連結設定新密碼。連結只能使用一次，且僅在短時間內有效。"],
      action: "設定新密碼",
      why: "您收到這封信，是因為有人要求為這個地址設定新密碼。如果不是您本人，請忽略此信，您的密碼不會改變。",
    }),
    email_changed: ({ canTakeBack }) => ({
      subject: "您的帳號已改用其他地址",
      paragraphs: [
        "這個地址不再屬於您的帳號：信件會寄到新地址，您也改以新地址登入。",
        ...(canTakeBack
          ? [
              "如果不是您本人更改的，請在三天內取回帳號：透過此連結設定新密碼後，帳號會恢復使用這個地址，所有已登入的裝置也會被登出。",
            ]
          : []),
      ],
      action: "這不是我本人",
      why: "您收到這封信，是因為該帳號先前使用這個地址。",
    }),
    security_notice: ({ event, at, keys, keyCount }) => ({
      subject: {
        password_changed: "您的密碼已變更",
        password_reset: "您的密碼已重設",
        api_key_created: "您的帳號新增了 API 金鑰",
        session_stolen: "可能有人使用了您的帳號",
      }[event],
      paragraphs: [
        {
          password_changed: `您帳號的密碼已於 ${at} 變更，其他裝置皆已登出。`,
          password_reset: `有人於 ${at} 透過寄到這個地址的連結，為您的帳號設定了新密碼，所有裝置皆已登出。`,
          api_key_created: `API 金鑰${keys}已於 ${at} 建立。持有它的人可在其權限範圍內以您的名義操作。`,
          session_stolen: `${at} 有一份登入憑證被使用了第二次，這通常表示它遭到複製。該次登入已在所有地方終止。`,
        }[event],
        ...(event !== "api_key_created" && keyCount > 0
          ? [`下列 API 金鑰仍然有效：${keys}。請撤銷您不認得的金鑰。`]
          : []),
        event === "session_stolen"
          ? "請重新登入。如果您不清楚原因，請變更密碼，其他裝置便會全部登出。"
          : "如果是您本人，無需任何動作。如果不是，請立即設定新密碼，並檢查您的裝置與 API 金鑰。",
      ],
      action: "檢查我的帳號",
      why: "您收到這封信，是因為它關係到您的帳號安全。這類信件無法停止寄送。",
    }),
    claim_account: ({ eventTitle }) => ({
      subject: `您的帳號：${eventTitle}`,
      paragraphs: [`您已被登記參加「${eventTitle}」。設定密碼後，您就能查看票券，並自行報名其他活動。`],
      action: "設定密碼",
      why: `您收到這封信，是因為「${eventTitle}」的主辦人以這個地址為您報名。未設定密碼前，沒有人能使用此帳號。`,
    }),
    invitation: ({ organizationName, inviterName, role }) => ({
      subject: `${inviterName} 邀請您加入 ${organizationName}`,
      paragraphs: [`${inviterName} 邀請您以${roles[role]}身分加入 ${organizationName}。`],
      action: "查看邀請",
      why: `您收到這封信，是因為 ${inviterName} 在 EventMaster 填寫了這個地址。如果您不想加入，請忽略此信。`,
    }),
    registration_confirmed: ({ eventTitle }) => ({
      subject: `您的票券：${eventTitle}`,
      paragraphs: [`您已報名「${eventTitle}」。請在入口出示此 QR 碼，用手機或列印皆可。`],
      action: "開啟我的票券",
      why: `您收到這封信，是因為您已報名「${eventTitle}」。`,
    }),
    registration_cancelled: ({ eventTitle }) => ({
      subject: `已取消報名：${eventTitle}`,
      paragraphs: [`您對「${eventTitle}」的報名已取消，票券不再有效。`],
      action: "查看活動",
      why: `您收到這封信，是因為您曾報名「${eventTitle}」。`,
    }),
    registered_by_organizer: ({ eventTitle }) => ({
      subject: `您已報名：${eventTitle}`,
      paragraphs: [
        `主辦人已為您報名「${eventTitle}」。請在入口出示此 QR 碼，用手機或列印皆可。`,
        "如果您無法出席，請在您的帳號中取消，讓其他人遞補。",
      ],
      action: "開啟我的票券",
      why: `您收到這封信，是因為主辦人為您報名了「${eventTitle}」。`,
    }),
    cancelled_by_organizer: ({ eventTitle }) => ({
      subject: `您的報名已被取消：${eventTitle}`,
      paragraphs: [`主辦人已取消您對「${eventTitle}」的報名，您的票券不再有效。`],
      action: "查看活動",
      why: `您收到這封信，是因為您曾持有「${eventTitle}」的票券。`,
    }),
    registration_restored: ({ eventTitle }) => ({
      subject: `您的報名已恢復：${eventTitle}`,
      paragraphs: [
        `主辦人已撤回對您「${eventTitle}」報名的取消。您的報名已恢復，票券與原本的 QR 碼仍然有效。`,
        "如果您無法出席，請在您的帳號中取消，讓其他人遞補。",
      ],
      action: "開啟我的票券",
      why: asHolder(eventTitle),
    }),
    waitlist_offer: ({ eventTitle, until }) => ({
      subject: `有名額了：${eventTitle}`,
      paragraphs: [
        `「${eventTitle}」有名額釋出，輪到候補名單上的您了。`,
        `這個名額為您保留至 ${until}，之後將給下一位。`,
      ],
      action: "接受名額",
      why: `您收到這封信，是因為您在「${eventTitle}」的候補名單上。`,
    }),
    waitlist_closed: ({ eventTitle, isCancelled }) => ({
      subject: `沒有名額：${eventTitle}`,
      paragraphs: [
        isCancelled
          ? `「${eventTitle}」不會舉行，因此您無需再等候名額。`
          : `「${eventTitle}」已經開始，未能為您釋出名額。候補名單已關閉。`,
      ],
      action: "查看活動",
      why: `您收到這封信，是因為您曾在「${eventTitle}」的候補名單上。`,
    }),
    event_changed: ({ eventTitle }) => ({
      subject: `活動異動：${eventTitle}`,
      paragraphs: [`「${eventTitle}」有所變更，您的票券仍然有效。`],
      action: "開啟我的票券",
      why: asHolder(eventTitle),
    }),
    event_cancelled: ({ eventTitle }) => ({
      subject: `活動取消：${eventTitle}`,
      paragraphs: [`「${eventTitle}」不會舉行，您的票券不再有效。`],
      action: "查看活動",
      why: `您收到這封信，是因為您曾持有「${eventTitle}」的票券。`,
    }),
    event_deleted: ({ eventTitle, begins, heldTicket }) => ({
      subject: `活動已刪除：${eventTitle}`,
      paragraphs: [
        `「${eventTitle}」（${begins}）已被刪除，不會舉行。`,
        ...(heldTicket ? ["您的票券不再有效。"] : []),
      ],
      why: heldTicket
        ? `您收到這封信，是因為您曾持有「${eventTitle}」的票券。`
        : `您收到這封信，是因為您曾在「${eventTitle}」的候補名單上。`,
    }),
    reminder_day: ({ eventTitle }) => ({
      subject: `活動即將開始：${eventTitle}`,
      paragraphs: [`「${eventTitle}」即將開始。以下是您的票券，請在入口出示 QR 碼。`],
      action: "開啟我的票券",
      why: asHolder(eventTitle),
    }),
    reminder_hour: ({ eventTitle }) => ({
      subject: `一小時內開始：${eventTitle}`,
      paragraphs: [`「${eventTitle}」將在一小時內開始。以下是您的票券，請在入口出示 QR 碼。`],
      action: "開啟我的票券",
      why: asHolder(eventTitle),
    }),
    event_approved: ({ eventTitle }) => ({
      subject: `已發布：${eventTitle}`,
      paragraphs: [`「${eventTitle}」已通過審核，大家現在可以看到並報名。`],
      action: "查看活動",
      why: asOrganizer(eventTitle),
    }),
    event_rejected: ({ eventTitle }) => ({
      subject: `未發布：${eventTitle}`,
      paragraphs: [`「${eventTitle}」未通過審核。您可以修改後再次送審。`],
      action: "查看活動",
      why: asOrganizer(eventTitle),
    }),
    revision_accepted: ({ eventTitle }) => ({
      subject: `修改已發布：${eventTitle}`,
      paragraphs: [`您對「${eventTitle}」的修改已被接受，現在已經公開。`],
      action: "查看活動",
      why: asOrganizer(eventTitle),
    }),
    revision_refused: ({ eventTitle }) => ({
      subject: `修改未發布：${eventTitle}`,
      paragraphs: [`您對「${eventTitle}」的修改未被接受，已發布的版本維持不變。`],
      action: "查看活動",
      why: asOrganizer(eventTitle),
    }),
    organizer_message: ({ eventTitle, subject }) => ({
      subject: `${subject}（${eventTitle}）`,
      paragraphs: [`「${eventTitle}」的主辦人來信：`],
      action: "查看活動",
      why: `您收到這封信，是因為您持有「${eventTitle}」的票券，或正在候補。`,
    }),
    webhook_disabled: ({ endpoint, because }) => ({
      subject: `Webhook 已停用：${endpoint}`,
      paragraphs: [
        because === "gone"
          ? `${endpoint} 回覆該位址已不存在（410），因此不會再收到任何通知。`
          : `${endpoint} 已連續三天未能接收訊息，因此不會再收到任何通知，等待中的訊息也不會寄出。`,
        "待對方恢復正常後，請重新開啟 Webhook；紀錄中的訊息可以再次傳送。",
      ],
      action: "查看 Webhook",
      why: "您收到這封信，是因為您是此組織的管理員。",
    }),
  },
  unsubscribing: {
    title: "EventMaster 的信件",
    ask: (kind) => `您要停止收到這類信件嗎：「${kind}」？`,
    confirm: "是，不再收到",
    done: (kind) => `您將不再收到這類信件：「${kind}」。`,
    unknown: "這個連結不是我們的，或該帳號已不存在。",
    settings: "選擇要收到哪些信件",
  },
};
