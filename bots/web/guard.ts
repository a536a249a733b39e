import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { refuse } from './refuse.ts'
import { sameToken } from './token.ts'

const COOKIE = 'docreel'
const DAYS_30 = 30 * 24 * 3600
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

/**
 * Lets a request through only from this page, on this machine, with the token: the Host must be ours (a rebound name is not),
 * the Origin must be our own (another site's page is not), and the cookie or the address must carry the token.
 */
export function guard(token: string, host: string): MiddlewareHandler {
  const hosts = new Set([...LOOPBACK, host])
  return async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
    const named = c.req.header('host') ?? ''
    if (!hosts.has(named.replace(/:\d+$/, ''))) return refuse(c, 403, 'forbidden', 'This address is not served here.')

    const origin = c.req.header('origin')
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (origin === undefined ? changes : origin !== `http://${named}` && origin !== `https://${named}`) {
      return refuse(c, 403, 'forbidden', 'Requests from other pages are refused.')
    }
    const site = c.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && c.req.path !== '/') {
      return refuse(c, 403, 'forbidden', 'Requests from other pages are refused.')
    }

    const given = c.req.method === 'GET' && c.req.path === '/' ? c.req.query('token') : undefined
    if (given !== undefined && sameToken(given, token)) {
      setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: DAYS_30 })
    } else if (!sameToken(getCookie(c, COOKIE), token)) {
      return refuse(c, 401, 'forbidden', 'Open the address that docreel printed when it started: it carries the token.')
    }
    return next()
  }
}
