using System.Diagnostics;
using Localhost;
using Localhost.Storage;

namespace SmartToyonaka.Tests.Localhost;

/// <summary>What <c>localhost/azurite</c> puts in the place of Azurite's own table store answers as that does.</summary>
public sealed class AzuriteRowsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("azurite-rows-").FullName;

    public async Task InitializeAsync()
    {
        await using var installed = await Azurite.StartAsync(new AzuriteOptions { DataFolder = _folder });
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_text_kept_with_a_row_is_the_one_that_the_emulator_writes()
    {
        Assert.Equal("96", await RunAsync("""
            const entity = require('azurite/dist/src/table/entity/NormalizedEntity.js');
            const Written = entity.NormalizedEntity;
            require('./rows.cjs');
            const row = (version, properties) => ({ PartitionKey: 'p"\u3042', RowKey: 'r', $loki: 1, eTag: version,
              lastModifiedTime: '2022-04-01T00:00:00.0000000Z', properties });
            const kinds = { text: '"\n市役所', empty: '', whole: 1, broken: 0.5, one: 1, 'one@odata.type': 'Edm.Double', big: '9007199254740993',
              'big@odata.type': 'Edm.Int64', yes: true, at: '2022-04-01T00:00:00.0000000Z', 'at@odata.type': 'Edm.DateTime',
              id: '0f8fad5b-d9cb-469f-a165-70867728950e', 'id@odata.type': 'Edm.Guid', bytes: 'AAEC', 'bytes@odata.type': 'Edm.Binary' };
            const levels = ['nometadata', 'minimalmetadata', 'fullmetadata'].map(l => `application/json;odata=${l}`);
            let compared = 0;
            const compare = stored => {
              for (const level of levels) {
                for (const columns of [undefined, new Set(['text', 'one']), new Set(['PartitionKey']), new Set(['Timestamp', 'none'])]) {
                  for (const first of [{}, { 'odata.etag': stored.eTag, 'odata.metadata': 'x"y' }]) {
                    const right = new Written(row(stored.eTag, { ...stored.properties })).toResponseString(level, first, columns);
                    for (let time = 0; time < 2; time++, compared++) {
                      const kept = new entity.NormalizedEntity(stored).toResponseString(level, first, columns);
                      if (kept !== right) { console.log(`${kept} is not ${right}`); }
                    }
                  }
                }
              }
            };
            const stored = row('1', { ...kinds });
            compare(stored);
            Object.assign(stored.properties, { text: 'another', added: 2 });
            stored.eTag = '2';
            compare(stored);
            console.log(compared);
            """));
    }

    /// <summary>Inserts, updates, merges, deletes, failing transactions, and queries by random filters in pages, on both stores.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12345)]
    public async Task Rows_by_their_keys_are_the_rows_that_the_emulator_finds(int seed) =>
        Assert.Equal("same", await RunAsync("""
            const at = require.resolve('azurite/dist/src/table/persistence/LokiTableMetadataStore.js');
            const Plain = require(at).default;
            delete require.cache[at];
            require('./keys.cjs');
            const Keyed = require(at).default;

            let state = Number(process.argv[1]);
            const below = n => {
              state = (Math.imul(state, 1103515245) + 12345) >>> 0;
              return (state >>> 11) % n;
            };
            const one = of => of[below(of.length)];
            const partitions = ['a', 'B', 'あ', '\u{20BB7}', '2022-04'];
            const keys = ['1', '10', '2', '課', '\uFF5E', 'z', ''];
            const context = { contextID: 'c' };
            const filters = [undefined, '', 'true', 'false', "number gt 2", "not (PartitionKey eq 'a')", "nonsense eq"];
            const comparison = () => {
              const key = one(['PartitionKey', 'RowKey']);
              const text = `'${one(key === 'PartitionKey' ? partitions : keys)}'`;
              const sign = one(['eq', 'ne', 'ge', 'gt', 'le', 'lt']);
              return one([`${key} ${sign} ${text}`, `${key} ${sign} ${text}`,
                `(${key} ${sign} ${text})`, `${text} ${sign} ${key}`, 'number ge 3', `${key} ge 5`]);
            };
            const filter = () => below(4) === 0 ? one(filters)
              : Array.from({ length: 1 + below(4) }, comparison).join(below(4) === 0 ? ' or ' : ' and ');

            (async () => {
              const stores = [new Plain('', true), new Keyed('', true)];
              for (const store of stores) {
                await store.init();
                await store.createTable(context, { account: 'x', table: 't' });
              }
              let version = 0;
              const row = (partition, key) => ({ PartitionKey: partition, RowKey: key, properties: { number: below(6) },
                lastModifiedTime: 'now', eTag: `W/"${++version}"` });
              const copy = entity => ({ ...entity, properties: { ...entity.properties } });
              const etags = ['*', undefined, 'W/"0"'];
              const change = (partition, key) => {
                const entity = row(partition, key);
                const etag = one(etags);
                return one([
                  (store, batch) => store.insertTableEntity(context, 't', 'x', copy(entity), batch),
                  (store, batch) => store.insertOrUpdateTableEntity(context, 't', 'x', copy(entity), etag, batch),
                  (store, batch) => store.insertOrMergeTableEntity(context, 't', 'x', copy(entity), etag, batch),
                  (store, batch) => store.deleteTableEntity(context, 't', 'x', entity.PartitionKey, entity.RowKey, etag ?? '*', batch),
                ]);
              };
              const seen = rows => rows.map(({ PartitionKey, RowKey, properties, eTag }) =>
                ({ PartitionKey, RowKey, properties: Object.entries(properties).sort(), eTag }));
              const both = async (what, act) => {
                const answers = [];
                for (const store of stores) {
                  answers.push(JSON.stringify(await act(store).catch(error => error.storageErrorCode ?? error.message)) ?? 'nothing');
                }
                if (answers[0] !== answers[1]) {
                  console.log(`${what}: ${answers[1]} is not ${answers[0]}`);
                  process.exit(1);
                }
                return answers[0];
              };
              let found = 0;
              for (let step = 0; step < 6000; step++) {
                switch (below(4)) {
                  case 0: {
                    const partition = one(partitions);
                    const changes = keys.filter(() => below(2) === 0).map(key => change(partition, key));
                    await both(`${step} batch`, async store => {
                      await store.beginBatchTransaction('b');
                      let error;
                      for (const act of changes) {
                        try { await act(store, 'b'); } catch (e) { error = e; break; }
                      }
                      await store.endBatchTransaction('x', 't', 'b', context, error === undefined);
                      return error?.storageErrorCode ?? 'done';
                    });
                    break;
                  }
                  case 1: {
                    const act = change(one(partitions), one(keys));
                    await both(`${step} change`, async store => { await act(store, ''); return 'done'; });
                    break;
                  }
                  case 2: {
                    const [partition, key] = [one(partitions), one(keys)];
                    await both(`${step} row`, async store => {
                      const kept = await store.queryTableEntitiesWithPartitionAndRowKey(context, 't', 'x', partition, key, '');
                      return kept ? seen([kept]) : null;
                    });
                    break;
                  }
                  default: {
                    const options = { filter: filter(), top: one([undefined, 1, 2, 5]) };
                    let next = [undefined, undefined];
                    do {
                      const answer = await both(`${step} ${JSON.stringify(options)} ${next}`, async store => {
                        const [rows, partition, key] = await store.queryTableEntities(context, 'x', 't', options, ...next);
                        return [seen(rows), partition, key];
                      });
                      const page = answer.startsWith('[') ? JSON.parse(answer) : [[]];
                      found += page[0].length;
                      next = [page[1] ?? undefined, page[2] ?? undefined];
                    } while (next[0] !== undefined);
                  }
                }
              }
              console.log(found > 10000 ? 'same' : 'too little found');
            })();
            """, seed.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script, .. arguments])
        {
            WorkingDirectory = AzuriteInstall.DefaultFolder,
            RedirectStandardOutput = true,
        })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output.Trim();
    }
}
