import { beforeEach, describe, expect, test } from "bun:test";
import type { TokenRepository } from "../../application/ports/token-repository.ts";
import type { ApiToken } from "../../domain/token/api-token.ts";
import { scopes } from "../../domain/token/scope.ts";
import { GrantExceededException } from "../../domain/token/grant-exceeded-exception.ts";
import { TokenChangedException } from "../../domain/token/token-changed-exception.ts";
import { TokenInUseException } from "../../domain/token/token-in-use-exception.ts";
import { TokenNotFoundException } from "../../domain/token/token-not-found-exception.ts";
import { allPages } from "../../testing/all-pages.ts";
import { newApiToken } from "../../testing/new-api-token.ts";
import { rejection } from "../../testing/rejection.ts";

const later = new Date("2026-02-03T04:05:06.789Z");

/**
 * What every TokenRepository does.
 *
 * @param name Of the implementation.
 * @param createRepository Gives an empty repository.
 */
export function describeTokenRepository(name: string, createRepository: () => Promise<TokenRepository>): void {
  describe(`TokenRepository: ${name}`, () => {
    let repository: TokenRepository;

    beforeEach(async () => {
      repository = await createRepository();
    });

    async function insert(...values: Parameters<typeof newApiToken>): Promise<ApiToken> {
      const { token } = newApiToken(...values);
      await repository.insert(token);
      return token;
    }

    function listAll(limit: number): Promise<ApiToken[]> {
      return allPages<ApiToken, string>(async (after) => {
        const { tokens, next } = await repository.list({ limit, after });
        return [tokens, next];
      });
    }

    test("keeps every value", async () => {
      const plain = await insert();
      const full = await insert({ name: "Ébène 📚", scopes, expiresAt: later });

      expect(await repository.find(plain.id)).toEqual(plain);
      expect(await repository.find(full.id)).toEqual(full);
    });

    test("gives null for an id that nothing has", async () => {
      expect(await repository.find(Bun.randomUUIDv7())).toBeNull();
    });

    test("a token may be made anew by whoever made it, as long as nothing has happened to it", async () => {
      const first = await insert();
      const second = newApiToken({ id: first.id, createdBy: first.createdBy }).token;
      await repository.insert(second);
      expect(await repository.find(first.id)).toEqual(second);

      const byAnother = newApiToken({ id: first.id }).token;
      expect(await rejection(repository.insert(byAnother))).toBeInstanceOf(TokenInUseException);
      await repository.replace(second, second.use(later));
      expect(await rejection(repository.insert(second))).toBeInstanceOf(TokenInUseException);
      expect(await repository.find(first.id)).toEqual(second.use(later));
    });

    test("takes no token from one that has been revoked", async () => {
      const creator = await insert();
      await repository.insert(newApiToken({ createdBy: creator.id }).token);
      await repository.replace(creator, creator.revoke(later));

      const { token } = newApiToken({ createdBy: creator.id });
      expect(await rejection(repository.insert(token))).toBeInstanceOf(GrantExceededException);
      expect(await repository.find(token.id)).toBeNull();
    });

    test("replaces a token by its next version: its use, then its revocation", async () => {
      const token = await insert();
      const used = token.use(later);
      await repository.replace(token, used);
      expect(await repository.find(token.id)).toEqual(used);

      const revoked = used.revoke(later);
      await repository.replace(used, revoked);
      expect(await repository.find(token.id)).toEqual(revoked);
    });

    test("refuses to replace another version, and one that is not there", async () => {
      const token = await insert();
      const revoked = token.revoke(later);
      await repository.replace(token, revoked);

      expect(await rejection(repository.replace(token, token.use(later)))).toBeInstanceOf(TokenChangedException);
      expect(await repository.find(token.id)).toEqual(revoked);
      const { token: unknown } = newApiToken();
      expect(await rejection(repository.replace(unknown, unknown.use(later)))).toBeInstanceOf(TokenNotFoundException);
      expect(await repository.find(unknown.id)).toBeNull();
    });

    test.each([1, 2, 5, 6, 100])("lists all, the newest first, in pages of %d", async (limit) => {
      const tokens: ApiToken[] = [];
      for (let index = 0; index < 5; index += 1) tokens.unshift(await insert({ name: `Token ${index}` }));

      expect(await listAll(limit)).toEqual(tokens);
    });

    test("says that the last page is the last, also when it is full", async () => {
      const token = await insert();
      expect(await repository.list({ limit: 1, after: null })).toEqual({ tokens: [token], next: null });
    });

    test("goes on behind an id that nothing has", async () => {
      const old = await insert();
      const between = Bun.randomUUIDv7();
      await insert();

      expect(await repository.list({ limit: 10, after: between })).toEqual({ tokens: [old], next: null });
    });
  });
}
