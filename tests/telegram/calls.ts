import type * as Params from '@gramio/types/params'

/** The calls of the Bot API that the test server answers, with their parameters. Their JSON Schema is made from this. */
export interface Calls {
  getMe: Record<string, never>
  getWebhookInfo: Record<string, never>
  getUpdates: Params.GetUpdatesParams
  setWebhook: Params.SetWebhookParams
  deleteWebhook: Params.DeleteWebhookParams
  setMyCommands: Params.SetMyCommandsParams
  setMyDescription: Params.SetMyDescriptionParams
  setMyShortDescription: Params.SetMyShortDescriptionParams
  setChatMenuButton: Params.SetChatMenuButtonParams
  sendMessage: Params.SendMessageParams
  sendPhoto: Params.SendPhotoParams
  sendVideo: Params.SendVideoParams
  sendAudio: Params.SendAudioParams
  sendDocument: Params.SendDocumentParams
  sendChatAction: Params.SendChatActionParams
  editMessageText: Params.EditMessageTextParams
  editMessageCaption: Params.EditMessageCaptionParams
  editMessageMedia: Params.EditMessageMediaParams
  editMessageReplyMarkup: Params.EditMessageReplyMarkupParams
  deleteMessage: Params.DeleteMessageParams
  answerCallbackQuery: Params.AnswerCallbackQueryParams
  answerInlineQuery: Params.AnswerInlineQueryParams
  getFile: Params.GetFileParams
  getChatMember: Params.GetChatMemberParams
}
