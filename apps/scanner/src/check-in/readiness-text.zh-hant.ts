import { formatNumber } from "@eventmaster/i18n/format";
import { translation } from "@eventmaster/i18n/text";
import type { readinessText } from "./readiness-text.ts";

export const readinessTextZhHant = translation<typeof readinessText>("scanner.readiness", {
  title: "這台裝置準備好了嗎？",
  overall: { good: "可以開始驗票", warn: "可以驗票，但請留意", bad: "尚未就緒" },
  levels: { good: "正常", warn: "留意", bad: "待處理" },
  items: {
    session: "登入",
    link: "網路",
    roster: "票券名單",
    keys: "驗證金鑰",
    storage: "儲存空間",
    app: "應用程式",
    clock: "時鐘",
    camera: "相機",
    sound: "聲音",
    scans: "待上傳的掃描",
    seats: "現場報名名額",
  },
  session: {
    signed_in: (name) => `以 ${name} 登入。`,
    signed_out: () => "沒有人登入。請趁有網路時登入。",
    refused: () => "伺服器不再允許您在此驗票，請洽主辦人。",
  },
  link: {
    fast: (ms) => `伺服器在 ${ms} 毫秒內回應。`,
    slow: () => "伺服器回應太慢，驗票時由這台裝置自行判斷。",
    none: () => "伺服器沒有回應。由這台裝置自行判斷，稍後再上傳掃描。",
  },
  roster: {
    complete: (count) => `${count} 張票，與伺服器相同。`,
    loading: () => "正在從裝置讀取。",
    missing: () => "還沒有名單，請保持連線直到下載完成。",
    unreadable: () => "已儲存的名單無法讀取，請保持連線直到重新下載完成。",
    partial: (count) => `目前 ${count} 張票，請保持連線直到完整。`,
    differs: (count) => `這裡有 ${count} 張票，與伺服器數量不同，請在連線時重新載入。`,
    old: (count) => `${count} 張票，但已超過十五分鐘，請在連線時重新載入。`,
  },
  keys: {
    here: () => "可以分辨真票與偽造票券。",
    missing: () => "沒有金鑰就無法離線驗票，請稍候並保持連線。",
  },
  storage: {
    fine: (free) => `空間足夠${free}。`,
    blocked: () => "瀏覽器不會為此頁面保存資料：關閉頁面後掃描會遺失，請離開無痕模式。",
    unsaved: () => "部分掃描無法儲存。請保持此頁面開啟直到上傳完成，並清出空間。",
    unreadable: () => "部分已儲存的掃描無法讀取，會原樣保留，請告知主辦人。",
    full: (free) => `空間幾乎用完${free}，請刪除裝置上的其他資料。`,
    not_persistent: () => "空間不足時瀏覽器可能會清除資料，請要求瀏覽器保留。",
  },
  app: {
    kept: () => "沒有網路也能開啟。",
    not_kept: () => "尚無法離線開啟，請在連線時重新載入此頁面。",
  },
  clock: {
    right: () => "與伺服器時間一致。",
    skewed: (minutes) => `相差 ${minutes} 分鐘。掃描時間會自動校正，仍請調整時鐘。`,
    unknown: () => "尚未與伺服器時間比對。",
  },
  camera: {
    works: () => "已測試，可以使用。",
    not_tried: () => "尚未測試。",
    denied: () => "未允許使用，請在瀏覽器設定中允許。",
    none: () => "沒有相機，請輸入代碼或使用手持掃描槍。",
    insecure: () => "需要 https 網址。",
  },
  sound: {
    on: () => "可以聽到驗票結果。",
    muted: () => "已在此關閉。",
    untouched: () => "請按一次測試：在此之前瀏覽器不會發出聲音。",
  },
  scans: {
    sent: () => "全部已上傳。",
    waiting: (count) => `${count} 筆只在這台裝置上，會自動上傳。`,
    refused: () => "部分掃描未被伺服器接受，請查看紀錄。",
  },
  seats: {
    kept: (count) => `離線時為這台裝置保留 ${count} 個名額。`,
    not_yet: (from) =>
      `尚無名額：${from} 起才會為這台裝置保留名額。屆時請連線開啟此活動，否則離線時無票者不能入場。`,
    none: () => "沒有名額：離線時無票者不能入場。",
  },
  free: (megabytes) => `（剩餘 ${formatNumber(megabytes)} MB）`,
  loadAgain: "重新載入",
  keepStorage: "要求保留",
  tryCamera: "測試",
  trySound: "測試",
  turnOn: "開啟",
  openLog: "開啟紀錄",
  toTheDoor: "開始驗票",
  kiosk: "自助報到",
});
