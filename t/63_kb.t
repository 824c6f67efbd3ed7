# The knowledge base: files of every kind into answers in five languages,
# versions, what happens when nothing is found, and tenants that never meet.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP ();
use Test::More;

use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ }
    qw(output failure_output todo_output);

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)],
    stopped => 1, set => { 'turn.burst_ms' => 0 });
$w->start(qw(redis postgres));

my @shop = qw(--tenant shop);


sub file { return $w->write_text(@_) }
sub cli_is { return $w->cli_is(@_) }


for (['shop', 'es'], ['rival', 'es'], ['asker', 'en']) {
    my ($slug, $language) = @$_;
    cli_is(0, qr/created/, "tenant $slug", qw(tenant add), $slug, '--language', $language);
    cli_is(0, qr/./, "account $slug", qw(channel add webchat), $slug, '--tenant', $slug);
}

subtest 'a tenant of its own mind' => sub {
    cli_is(0, qr/asker: answer\.below ask/, 'asks', qw(tenant set asker answer.below ask));
    cli_is(0, qr/./, 'cites', qw(tenant set asker answer.cite on));
    cli_is(0, qr/./, 'doubts', qw(tenant set asker answer.threshold 99));
    cli_is(0, qr/"threshold": 99/, 'shown', qw(tenant show asker));
    cli_is(0, qr/./, 'no longer', qw(tenant set asker answer.threshold default));
    is_deeply($w->pg->value(q{select settings from core.tenant where slug = 'asker'}),
        { answer => { below => 'ask', cite => JSON::PP::true() } }, 'as it was set');
    cli_is(2, qr/did you mean "answer.below"/, 'a near miss', qw(tenant set asker answer.belw ask));
    cli_is(2, qr/neither handover nor ask/, 'a wrong word', qw(tenant set asker answer.below maybe));
    cli_is(2, qr/not a percentage/, 'a wrong number', qw(tenant set asker answer.threshold 101));
};


subtest 'files' => sub {
    cli_is(0, qr/^faq: 2 answers and 1 passages in es, version 1/m, 'Markdown, its language guessed',
        qw(kb import), @shop, file('faq.md', <<'END'));
# La tienda

## ¿A qué hora abren?

Abrimos de **9 a 18**, de lunes a viernes.

## ¿Hacen envíos a todo el país?

Sí, en 48 horas.

## Nuestra historia

La tienda fue fundada en 1987 por dos hermanas panaderas. Desde entonces
vendemos herramientas para panaderías en la calle del Horno.
END
    cli_is(0, qr/^shipping: 3 passages in en, version 1/m, 'HTML: headings, and no script',
        qw(kb import), @shop, file('shipping.html', <<'END'));
<!doctype html><html><head><title>x</title><script>var secret = 1;</script></head>
<body><nav>Home</nav><h1>Shipping guide</h1>
<p>Parcels are packed by hand. Ovens travel on a pallet.</p>
<h2>Customs</h2><p>Outside the Union the receiver pays customs duty. The forms are attached to the parcel.</p>
<h2>Insurance</h2><p>Every parcel is insured up to <b>500&nbsp;euros</b>.</p>
<footer>(c)</footer></body></html>
END
    cli_is(0, qr/questions: 1 answers in pt.*questions: 1 answers in fr.*questions: 1 answers in it/s,
        'CSV with a column of languages', qw(kb import), @shop, file('questions.csv', <<'END'));
language;question;answer
fr;Quels sont vos moyens de paiement ?;"Carte, virement ou ""chèque""."
it;Avete un parcheggio?;Sì, il parcheggio è gratuito.
pt;Vocês dão garantia?;Sim, dois anos de garantia.
END
    cli_is(0, qr/notes: 1 passages in en/, 'plain text', qw(kb import), @shop,
        file('notes.txt', "The bakery school teaches sourdough on Thursdays.\n"));
    cli_is(0, qr/faq +es +3 answers  version 1/, 'listed', qw(kb list), @shop);
    cli_is(0, qr/\[es\] La tienda: ¿A qué hora abren\?\nAbrimos de 9 a 18, de lunes a viernes\./,
        'shown, without the marks', qw(kb show faq), @shop);
    my $shown = cli_is(0, qr/Customs/, 'HTML likewise', qw(kb show shipping), @shop);
    unlike($shown, qr/secret|Home|\(c\)/, 'what is not text is gone');
};

subtest 'versions' => sub {
    my $version = sub { $w->pg->value(q{select knowledge from core.tenant where slug = 'shop'}) };
    my $before = $version->();
    cli_is(0, qr/unchanged, version 1/, 'the same again is nothing new', qw(kb import), @shop,
        $w->dir('notes.txt'));
    is($version->(), $before, 'the version of the knowledge stays');

    file('notes.txt', "The bakery school teaches sourdough on Fridays.\n");
    cli_is(0, qr/in en, version 2/, 'other content is a version', qw(kb import), @shop,
        $w->dir('notes.txt'));
    cmp_ok($version->(), '>', $before, 'and raises the version of the knowledge');
    is_deeply([map { $_->{active} } $w->pg->rows(q{select active from core.kb_document
        where name = 'notes' order by version})], [JSON::PP::false(), JSON::PP::true()],
        'the old one is kept, and not active');
    my $found = cli_is(0, qr/Fridays/, 'the new one is found', qw(kb search), @shop,
        'when is the sourdough school', qw(--language en));
    unlike($found, qr/Thursdays/, 'the old one is not');
    $w->pg->do(q{update core.kb_document set replaced_at = now() - interval '40 days'
        where not active});
    is($w->pg->value('select core.kb_prune(30, 100)'), 1, 'until its time is over');
};

subtest 'mistakes' => sub {
    cli_is(1, qr/bad\.csv:3: the answer is empty/, 'a row without an answer', qw(kb import), @shop,
        file('bad.csv', "question,answer\nA?,b\nC?,\n"));
    cli_is(1, qr/open\.csv:2: a quote without its end/, 'a quote', qw(kb import), @shop,
        file('open.csv', "question,answer\n\"A?,b\n"));
    cli_is(1, qr/half\.md:3: the answer is empty/, 'a question without an answer', qw(kb import), @shop,
        file('half.md', "# x\n\n## Why?\n\n## Because\n\nSo it is.\n"));
    $w->write_file('latin.md', "# a\n\n\xe1bc\n");
    cli_is(1, qr/latin\.md:3: not UTF-8/, 'bytes that are no text', qw(kb import), @shop, $w->dir('latin.md'));
    cli_is(1, qr/language is not clear/, 'a language nobody can tell', qw(kb import), @shop,
        file('odd.txt', "zzz qqq 123\n"));
    cli_is(2, qr/not a language it speaks/, 'a language it does not speak', qw(kb import), @shop,
        qw(--language de), $w->dir('odd.txt'));
    cli_is(1, qr/empty\.md: nothing in it/, 'nothing', qw(kb import), @shop, file('empty.md', "\n"));
    cli_is(1, qr/long\.csv:1: an answer has at most 4000 characters/, 'too long', qw(kb import), @shop,
        file('long.csv', 'q?,' . 'x' x 4001 . "\n"));

    mkdir $w->dir('folder');
    file('folder/one.md', "## Do you bake?\n\nYes, we bake bread every day.\n");
    file('folder/two.csv', "question,answer\n,\n");
    file('folder/image.png', 'x');
    cli_is(1, qr/image\.png: skipped.*one: 1 answers in en.*two\.csv:2: .*3|two\.csv:2/s,
        'a folder: one bad file costs only itself', qw(kb import), @shop, $w->dir('folder'));
    cli_is(0, qr/bread every day/, 'the good one is in', qw(kb search), @shop, 'do you bake',
        qw(--language en));
};

$w->start('worker');
my $shop = Relevo::Talk->new($w, 'shop');
my $rival = Relevo::Talk->new($w, 'rival');
my $asker = Relevo::Talk->new($w, 'asker');

subtest 'five languages' => sub {
    for (['es', '¿A qué hora abren?', qr/^Abrimos de 9 a 18/],
         ['en', 'who pays the customs duty outside the Union?',
          qr/^Outside the Union the receiver pays customs duty\./],
         ['pt', 'vocês dão garantia?', qr/^Sim, dois anos/],
         ['fr', 'quels sont vos moyens de paiement ?', qr/^Carte, virement ou "chèque"/],
         ['it', 'avete un parcheggio?', qr/^Sì, il parcheggio/]) {
        my ($language, $question, $answer) = @$_;
        my $t = $shop->turn("v-$language", $question);
        like($t->{text}, $answer, "$language: $question");
        my $search = $t->{decision}{search};
        cmp_ok($search->{confidence}, '>=', 0.6, 'believed');
        ok($w->pg->value('select count(*) from core.kb_chunk where id = $1', $search->{hits}[0]{chunk}),
            'its chunk is cited');
        is($t->{c}{language}, $language, 'in this language');
    }
};

subtest 'in another language' => sub {
    my $t = $shop->turn('v-other', 'is there a parking?');
    is($t->{text}, 'I found this in another language: Sì, il parcheggio è gratuito.', 'found, and said to be');
    is($t->{decision}{search}{hits}[0]{language}, 'it', 'its language is in the evidence');
};

subtest 'not found' => sub {
    my $t = $shop->turn('v-none', '¿venden elefantes morados?');
    like($t->{text}, qr/^No tengo esa información, así que te comunico/, 'handed over, by default');
    is($t->{c}{state}, 'pending_handoff', 'a person is waited for');
    cmp_ok($t->{decision}{search}{confidence}, '<', 0.6, 'for want of confidence');

    $t = $asker->turn('v-ask', 'do you sell purple elephants?');
    like($t->{text}, qr/person/, 'this tenant asks');
    is($t->{c}{state}, 'bot', 'and waits');
    ok($t->{c}{asked_person}, 'for the answer');
    is($asker->turn('v-ask', 'yes please')->{c}{state}, 'pending_handoff', 'yes is yes');
};

subtest 'the source' => sub {
    cli_is(0, qr/version 1/, 'knowledge', qw(kb import --tenant asker), $w->dir('notes.txt'));
    my $t = $asker->turn('v-cite', 'when is the sourdough school?');
    like($t->{text}, qr/Fridays\.\n\nSource: notes$/, 'named, when the tenant wants it');
};

subtest 'tenants' => sub {
    my $t = $rival->turn('v-rival', '¿A qué hora abren?');
    unlike($t->{text}, qr/Abrimos/, 'the same question, another tenant: nothing of it');
    is_deeply($t->{decision}{search}{hits}, [], 'nothing found');
    cli_is(0, qr/faq: 1 answers/, 'its own knowledge', qw(kb import --tenant rival --language es),
        file('faq.md', "## ¿A qué hora abren?\n\nCANARY-RIVAL: nunca.\n"));
    $t = $rival->turn('v-rival2', '¿A qué hora abren?');
    like($t->{text}, qr/CANARY-RIVAL/, 'and its own answer');
    unlike($shop->turn('v-es2', '¿A qué hora abren?')->{text}, qr/CANARY/, 'each its own, cached or not');
};

Relevo::World->finish;
