/** Codes and signs that stand before a sum of money: "NOK 164 million", "US$ 5". They are no words of a text. */
export const CURRENCIES =
  'NOK|SEK|DKK|ISK|CHF|USD|EUR|GBP|JPY|CNY|RMB|INR|AUD|CAD|NZD|HKD|SGD|TWD|PLN|CZK|HUF|RON|RUB|UAH|TRY|BRL|MXN|ZAR|KRW|ILS|AED|SAR'
