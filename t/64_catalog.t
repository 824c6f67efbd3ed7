# The catalogue: files into products, prices in five languages, stock, orders
# of WhatsApp; nothing that is not in it is ever named.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Talk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ }
    qw(output failure_output todo_output);

my $w = Relevo::World->new(thinks => 1, set => { 'turn.burst_ms' => 0 });
my @demo = qw(--tenant demo);
my $talk = Relevo::Talk->new($w, 'demo');


sub file { return $w->write_text(@_) }
sub cli_is { return $w->cli_is(@_) }


subtest 'files' => sub {
    my $csv = file('products.csv', <<'END');
sku,name_es,name_en,name_pt,name_fr,name_it,price,currency,stock,colour
T-1,Tienda Andes,Andes tent,Barraca Andes,Tente Andes,Tenda Andes,1299.9,EUR,4,green
L-1,Linterna Fuego,Fire lantern,Lanterna Fogo,Lanterne Feu,Lanterna Fuoco,25,EUR,0,
B-1,Botas Cumbre,Summit boots,Botas Cume,Bottes Sommet,Scarponi Vetta,,,3,
B-2,Botas Valle,Valley boots,Botas Vale,Bottes Vallon,Scarponi Valle,89.5,EUR,12,
END
    cli_is(0, qr/^4 added, 0 changed, 0 unchanged, 0 removed/, 'CSV', qw(catalog import), @demo, $csv);
    cli_is(0, qr/^0 added, 0 changed, 4 unchanged/, 'again: nothing', qw(catalog import), @demo, $csv);
    cli_is(0, qr/^1 added, 1 changed, 0 unchanged, 0 removed/, 'JSON, beside it', qw(catalog import), @demo,
        file('more.json', '[{"sku": "M-1", "name": "Mapa Norte", "price": 7, "currency": "EUR"},
            {"sku": "B-2", "names": {"es": "Botas Valle", "en": "Valley boots", "pt": "Botas Vale",
             "fr": "Bottes Vallon", "it": "Scarponi Valle"}, "price": "79.50",
             "currency": "EUR", "stock": 12}]'));
    cli_is(0, qr/T-1 +\S.* 1299\.9 EUR +4/, 'listed', qw(catalog list), @demo);
    cli_is(0, qr/^T-1 +Andes tent/, 'found', qw(catalog search), @demo, 'price of the andes tent');

    cli_is(1, qr/p1\.csv:2: not a price.*"12,50"/, 'a price with a comma', qw(catalog import), @demo,
        file('p1.csv', "sku;name;price;currency\nX;y;12,50;EUR\n"));
    cli_is(1, qr/p2\.csv:3: this sku was there before: "X"/, 'twice', qw(catalog import), @demo,
        file('p2.csv', "sku,name\nX,y\nX,z\n"));
    cli_is(1, qr/p3\.csv:2: a price needs a currency/, 'no currency', qw(catalog import), @demo,
        file('p3.csv', "sku,name,price\nX,y,3\n"));
    cli_is(1, qr/p4\.csv:1: the first row must name/, 'no names of columns', qw(catalog import), @demo,
        file('p4.csv', "a,b\n1,2\n"));
    cli_is(1, qr/p5\.csv:2: not a number of pieces: "-1"/, 'stock', qw(catalog import), @demo,
        file('p5.csv', "sku,name,stock\nX,y,-1\n"));
    is($w->pg->value('select count(*) from core.product'), 5, 'mistakes change nothing');
};

subtest 'prices in five languages' => sub {
    my $nbsp = "\x{a0}";
    my $narrow = "\x{202f}";
    for (['es', '¿Cuánto cuesta la tienda Andes?', "Tienda Andes cuesta 1.299,90${nbsp}€."],
         ['en', 'How much is the Andes tent?', 'Andes tent costs €1,299.90.'],
         ['pt', 'Qual é o preço da barraca Andes?', "Barraca Andes custa 1.299,90${nbsp}€."],
         ['fr', 'Combien coûte la tente Andes ?', "Tente Andes coûte 1${narrow}299,90${nbsp}€."],
         ['it', 'Quanto costa la tenda Andes?', "Tenda Andes costa 1.299,90${nbsp}€."]) {
        my ($language, $question, $answer) = @$_;
        my $t = $talk->turn("price-$language", $question);
        is($t->{text}, $answer, "$language: $question");
    }
    is($w->pg->value(q{select count(*) from core.analysis where slots::jsonb @> '[{"kind": "product"}]'}), 5,
        'the name of the product is a slot of each');
};

subtest 'stock' => sub {
    for (['es', '¿Tienen disponible la linterna Fuego?', qr/Linterna Fuego no está disponible/],
         ['en', 'is the fire lantern in stock?', qr/Fire lantern is not available/],
         ['pt', 'vocês têm a barraca Andes disponível?', qr/Sim, Barraca Andes está disponível/],
         ['fr', 'avez-vous la tente Andes en stock ?', qr/Oui, Tente Andes est disponible/],
         ['it', 'la tenda Andes è disponibile?', qr/Sì, Tenda Andes è disponibile/]) {
        my ($language, $question, $answer) = @$_;
        like($talk->turn("stock-$language", $question)->{text}, $answer, "$language: $question");
    }
    is($talk->turn('map', 'is the Mapa Norte available?')->{text},
        'Mapa Norte is in our catalogue. Mapa Norte costs €7.00.', 'pieces nobody counts are not promised');
};

subtest 'never invented' => sub {
    my $t = $talk->turn('boots', '¿Cuánto cuestan las botas Cumbre?');
    unlike($t->{text} =~ s/TKT-[\d-]+//r, qr/\d/, 'no price in the catalogue, none in the answer');
    is($t->{c}{state}, 'pending_handoff', 'a person knows');
    $t = $talk->turn('several', '¿Qué precio tienen las botas?');
    like($t->{text}, qr/• Botas Cumbre\n• Botas Valle: 79,50/, 'several are listed, each with what is known');
    $t = $talk->turn('unknown', '¿Cuánto cuesta el kayak Mar?');
    unlike($t->{text} =~ s/TKT-[\d-]+//r, qr/\d/, 'what is not sold has no price');
};

subtest 'orders' => sub {
    my $order = sub { return { catalog_id => '1', product_items => [map { { product_retailer_id => $_->[0],
        quantity => $_->[1], item_price => 1, currency => 'EUR' } } @_] } };

    my $reply = sub {
        my ($from, @items) = @_;
        $w->webhook(wa_message('order', $order->(@items), from => $from));
        my $row;
        wait_until { $row = $w->pg->row(q{select m.text from core.message m
            join core.identity i on i.conversation_id = m.conversation_id
            where i.value = $1 and m.direction = 'out'}, $from) } 20, 'the reply';
        return $row->{text};
    };

    my $text = $reply->('5215550101', ['T-1', 1], ['B-2', 2]);
    like($text, qr/1 × \S.*: .*1[.,]299[.,]90/, 'a line with the price of the catalogue, not of the message');
    like($text, qr/1[.,]458[.,]90/, 'and the total');
    like($text, qr/\?$/, 'a person is offered to confirm it');
    ok($w->pg->value(q{select bool_or(asked_person) from core.conversation}), 'the question is open');

    $text = $reply->('5215550102', ['T-1', 9], ['Z-9', 1]);
    like($text, qr/4/, 'no more than there are');
    like($text, qr/Z-9/, 'and what is not sold is named');
    unlike($text, qr/Total/, 'without a total');
};

subtest 'tenants' => sub {
    cli_is(0, qr/created/, 'another', qw(tenant add rival --language en));
    cli_is(0, qr/nothing found/, 'finds nothing of it', qw(catalog search --tenant rival), 'andes tent');
    cli_is(0, qr/nothing found/, 'and lists nothing', qw(catalog list --tenant rival));
};

subtest 'replaced as a whole' => sub {
    cli_is(0, qr/0 added, 0 changed, 1 unchanged, 4 removed/, 'what is not in the file goes',
        qw(catalog import --replace), @demo,
        file('one.csv', "sku,name,price,currency\nM-1,Mapa Norte,7,EUR\n"));
};

subtest 'a number keeps its digits' => sub {
    cli_is(0, qr/^1 added/, 'a price in JSON', qw(catalog import), @demo, file('dear.json',
        '[{"sku": "Z-9", "name": "Finca Lejana", "price": 123456789.99, "currency": "COP"}]'));
    cli_is(0, qr/Z-9 .* 123456789\.99 COP/, 'is that price', qw(catalog list), @demo);
};

Relevo::World->finish;
