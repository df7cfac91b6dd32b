import { translation } from "@eventmaster/i18n/text";
import type { cameraText } from "./text.ts";

export const cameraTextZhHant = translation<typeof cameraText>("scanner.camera", {
  picture: "相機畫面",
  starting: "正在啟動相機…",
  again: "重新啟動相機",
  lightOn: "開啟補光燈",
  lightOff: "關閉補光燈",
  camera: "相機",
  choose: "選擇相機",
  inUse: "使用中",
  zoom: "縮放",
  problems: {
    denied: {
      title: "未允許使用相機",
      advice: "請允許本網站使用相機：點網址旁的圖示，將相機設為允許，再試一次。",
    },
    no_camera: {
      title: "找不到相機",
      advice: "請連接相機後再試。沒有相機時，可輸入代碼或使用手持掃描槍。",
    },
    in_use: { title: "相機使用中", advice: "其他應用程式或分頁正在使用相機，請關閉後再試一次。" },
    insecure: {
      title: "相機需要安全網址",
      advice: "瀏覽器只允許 https:// 或 localhost 的網頁使用相機。請改用 https 網址開啟，這裡仍可輸入代碼。",
    },
    stopped: { title: "相機已停止", advice: "相機被拔除，或被其他應用程式占用，請再試一次。" },
    reader_failed: {
      title: "此裝置無法讀取代碼",
      advice: "讀碼功能無法啟動，請重新載入頁面；在此之前可輸入代碼。",
    },
    failed: { title: "相機無法啟動", advice: "請再試一次。若仍無法使用，請關閉其他應用程式或重新開機。" },
  },
});
