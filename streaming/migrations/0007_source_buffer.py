from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('streaming', '0006_slate_picture'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='buffer_ms',
            field=models.PositiveIntegerField(blank=True, help_text='against jitter of the network; null: as usual for its kind', null=True),
        ),
    ]
